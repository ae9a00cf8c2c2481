"""Messages of the public, under /messages/."""

from django.urls import path

from tongming.portal.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("clear/", views.clear, name="clear"),
    path("receipt/", views.receipt, name="receipt"),
    path("query/", views.query, name="query"),
    path("status/", views.status, name="status"),
    path("status/rate/", views.rate, name="rate"),
    path("status/apply/", views.carry, name="carry"),
    path("status/leave/", views.leave, name="leave"),
]

"""Consultations in public, under /consultations/."""

from django.urls import path

from tongming.portal.consulting import views

app_name = "consulting"
urlpatterns = [
    path("", views.index, name="index"),
    path("query/", views.query, name="query"),
    path("<int:pk>/", views.comment, name="comment"),
    path("<int:pk>/sent/", views.sent, name="sent"),
]

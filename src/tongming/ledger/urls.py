"""The screens of the ledger, under /work/ledger/."""

from django.urls import path

from tongming.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.index, name="index"),
    path("anchors/", views.anchors, name="anchors"),
    path("check/", views.check, name="check"),
    path("<int:seq>/", views.event_page, name="event"),
]

"""The staff's page about the public site, under /work/publishing/."""

from django.urls import path

from tongming.publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.index, name="index"),
    path("again/", views.again, name="again"),
]

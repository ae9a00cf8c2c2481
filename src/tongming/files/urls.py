"""Kept files, under /work/files/."""

from django.urls import path

from tongming.files import views

app_name = "files"
urlpatterns = [
    path("<int:pk>/", views.download, name="download"),
]

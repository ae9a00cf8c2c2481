"""Kept files, under /work/files/."""

from django.urls import path

from tongming.files import views

app_name = "files"
urlpatterns = [
    path("<int:pk>/", views.download, name="download"),
    path("<int:pk>/findings/", views.findings, name="findings"),
    path("<int:pk>/scan/", views.scan, name="scan"),
    path("<int:pk>/mask/", views.mask, name="mask"),
    path("<int:pk>/keep/", views.keep, name="keep"),
    path("<int:pk>/redact/", views.redact_page, name="redact"),
    path("<int:pk>/pages/<int:number>/", views.page_picture, name="page"),
]

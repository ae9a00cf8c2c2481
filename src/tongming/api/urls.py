"""The API, under /api/v1/."""

from django.urls import path

from tongming.api import views
from tongming.api.service import service

app_name = "api"
urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    path("docs", views.docs, name="docs"),
    *service.urls[0],
]

"""The finished files, under the prefix the settings name."""

from django.urls import path

from tongming.publishing.serving import serve

app_name = "site"
urlpatterns = [
    path("", serve, name="home"),
    path("<path:path>", serve, name="file"),
]

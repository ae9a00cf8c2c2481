"""Notices, under /work/notices/."""

from django.urls import path, re_path

from tongming.applications.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.settings_page, name="settings"),
    path("change/", views.change, name="change"),
    path("failures/", views.failures, name="failures"),
    path("failures/again/", views.again, name="again"),
    re_path(r"^calendar/(?P<secret>[\w-]{43})\.ics$", views.feed, name="feed"),
]

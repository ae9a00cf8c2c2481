"""The open register, under /apply/register/."""

from django.urls import path

from tongming.applications.openness import views

app_name = "openness"
urlpatterns = [
    path("<slug:code>/", views.register, name="register"),
    path("<slug:code>/<int:year>.<str:kind>", views.register_file, name="file"),
]

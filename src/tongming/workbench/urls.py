from django.urls import path

from tongming.workbench import views

app_name = "workbench"
urlpatterns = [
    path("", views.home, name="home"),
    path("keys/", views.keys, name="keys"),
    path("styleguide/", views.styleguide, name="styleguide"),
]

"""Village affairs, under /work/registers/villages/."""

from django.urls import path

from tongming.registers.villages import views

app_name = "villages"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:pk>/check/", views.new_check, name="new_check"),
    path("<int:pk>/end/", views.end, name="end"),
    path("checks/<int:pk>/", views.check, name="check"),
    path("checks/<int:pk>/settle/", views.settle, name="settle"),
]

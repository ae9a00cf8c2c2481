"""Normative documents, under /work/registers/normative/."""

from django.urls import path

from tongming.registers.normative import views

app_name = "normative"
urlpatterns = [
    path("", views.index, name="index"),
    path("begin/<int:pk>/", views.begin, name="begin"),
    path("<int:pk>/", views.cleanup, name="cleanup"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/judge/<int:judgement>/", views.judge, name="judge"),
]

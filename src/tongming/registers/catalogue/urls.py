"""The standard catalogue, under /work/registers/catalogue/."""

from django.urls import path

from tongming.registers.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.upload, name="import"),
    path("import/template.xlsx", views.template, name="template"),
    path("import/confirm/<int:file>/", views.confirm, name="confirm"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/choose/", views.choose, name="choose"),
]

"""Monthly tallies, under /work/registers/tallies/."""

from django.urls import path

from tongming.registers.tallies import views

app_name = "tallies"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.upload, name="import"),
    path("import/template.xlsx", views.template, name="template"),
    path("<int:pk>/<int:year>/<int:number>/", views.month, name="month"),
    path("<int:pk>/<int:year>/<int:number>/enter/", views.enter, name="enter"),
]

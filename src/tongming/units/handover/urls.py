from django.urls import path

from tongming.units.handover import views

app_name = "handover"
urlpatterns = [
    path("", views.index, name="index"),
    path("start/<int:pk>/", views.start, name="start"),
    path("<int:pk>/", views.handover, name="handover"),
    path("<int:pk>/settle/", views.settle, name="settle"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
]

from django.urls import path

from tongming.units.roster import views

app_name = "roster"
urlpatterns = [
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("shifts/<int:pk>/take-out/", views.take_out, name="take_out"),
]

from django.urls import path

from tongming.units.newcomers import views

app_name = "newcomers"
urlpatterns = [
    path("tick/<slug:key>/", views.tick, name="tick"),
    path("dismiss/", views.dismiss, name="dismiss"),
]

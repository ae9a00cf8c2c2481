"""The yearly evaluation in public, under /assessment/."""

from django.urls import path

from tongming.portal.assessing import views

app_name = "assessing"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/", views.answer, name="answer"),
    path("<int:pk>/thanks/", views.thanks, name="thanks"),
]

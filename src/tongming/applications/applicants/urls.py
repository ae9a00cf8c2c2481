"""Beneath work/applications/, in the namespace of the register."""

from django.urls import path

from tongming.applications.applicants import views

urlpatterns = [
    path("new/", views.new, name="new"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("<int:pk>/who/", views.who, name="who"),
    path("<int:pk>/slip/", views.slip, name="slip"),
    path("<int:pk>/identity/", views.correct_identity, name="correct_identity"),
    path("<int:pk>/papers/new/", views.add_paper, name="add_paper"),
    path("papers/<int:pk>/", views.open_paper, name="open_paper"),
]

"""Budgets and final accounts, under /work/registers/budgets/."""

from django.urls import path

from tongming.registers.budgets import views

app_name = "budgets"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/template.xlsx", views.template, name="template"),
    path("<int:pk>/tables/", views.upload, name="tables"),
    path("<int:pk>/words/", views.words, name="words"),
    path("<int:pk>/publish/", views.hand_over, name="hand_over"),
    path("comparisons/<int:pk>/", views.explain, name="explain"),
]

"""The screens of tokens, under /work/tokens/."""

from django.urls import path

from tongming.api.tokens import views

app_name = "tokens"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:pk>/new/", views.new, name="new"),
    path("<int:pk>/revoke/", views.revoke, name="revoke"),
]

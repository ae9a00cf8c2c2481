"""Major administrative decisions, under /work/registers/decisions/."""

from django.urls import path

from tongming.registers.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.catalogue, name="catalogue"),
    path("<int:pk>/add/", views.add, name="add"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("<int:pk>/publish/", views.hand_over, name="hand_over"),
    path("items/<int:pk>/", views.decision, name="decision"),
    path("items/<int:pk>/drop/", views.drop, name="drop"),
    path("items/<int:pk>/steps/<slug:step>/", views.step, name="step"),
]

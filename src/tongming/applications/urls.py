from django.urls import include, path

from tongming.applications import views
from tongming.applications.openness import views as openness
from tongming.applications.practice import views as practice

app_name = "applications"
urlpatterns = [
    path("", views.register_page, name="list"),
    path("", include("tongming.applications.applicants.urls")),
    path("practice/", practice.index, name="practice"),
    path("practice/<slug:key>/", practice.scenario, name="practice_scenario"),
    path("practice/<slug:key>/move/", practice.move, name="practice_move"),
    path("", include("tongming.applications.handling.urls")),
    path("", include("tongming.applications.letters.urls")),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/theme/", openness.theme, name="theme"),
    path("<int:pk>/restate/", views.restate, name="restate"),
    path("<int:pk>/correct/", views.correct, name="correct"),
    path("<int:pk>/steps/<slug:kind>/", views.step, name="step"),
    path("<int:pk>/abandoned/", views.abandoned, name="abandoned"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/receipt/<int:step_pk>/", views.receipt, name="receipt"),
    path("<int:pk>/strike-out/<int:step_pk>/", views.strike, name="strike_out"),
]

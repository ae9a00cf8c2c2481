from django.urls import path

from tongming.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("results.json", views.results_json, name="json"),
]

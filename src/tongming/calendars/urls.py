from django.urls import path

from tongming.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("load/", views.load, name="load"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/accept/", views.accept, name="accept"),
    path("proposals/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:year>/", views.year_page, name="year"),
]

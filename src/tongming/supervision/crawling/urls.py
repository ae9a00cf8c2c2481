from django.urls import path

from tongming.supervision.crawling import views

app_name = "crawling"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.section, name="section"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/begin/", views.begin, name="begin"),
    path("crawls/<int:pk>/", views.crawl, name="crawl"),
    path("crawls/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("crawls/<int:pk>/export/", views.export, name="export"),
    path("faults/<int:pk>/", views.fault, name="fault"),
]

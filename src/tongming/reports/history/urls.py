"""The room's addresses, under /work/history/."""

from django.urls import path

from tongming.reports.history import comparing_views, views

app_name = "history"

_FILE = "<slug:code>/files/<int:pk>"
_LINE = "line/<slug:table>/<str:row>/<slug:column>/"

urlpatterns = [
    path("<slug:code>/", views.give, name="give"),
    path("<slug:code>/batches/<int:pk>/", views.batch, name="batch"),
    path("<slug:code>/batches/<int:pk>/accept/", views.accept_clean, name="accept_clean"),
    path(f"{_FILE}/place/", views.place, name="place"),
    path(f"{_FILE}/accept/", views.accept, name="accept"),
    path(f"{_FILE}/set-aside/", views.set_aside, name="set_aside"),
    path(f"{_FILE}/differences/", views.differences, name="differences"),
    path(f"{_FILE}/source/", views.source, name="source"),
    path("<slug:code>/years/", comparing_views.years, name="years"),
    path("<slug:code>/years/as/<slug:kind>/", comparing_views.export, name="export"),
    path(f"<slug:code>/years/{_LINE}", comparing_views.line, name="line"),
    path("<slug:code>/all/", comparing_views.several, name="several"),
    path("<slug:code>/all/as/<slug:kind>/", comparing_views.export_several, name="export_several"),
    path(f"<slug:code>/all/{_LINE}", comparing_views.line_of_several, name="line_of_several"),
]

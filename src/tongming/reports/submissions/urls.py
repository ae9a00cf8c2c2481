"""The room's addresses, under /work/submissions/."""

from django.urls import path

from tongming.reports.submissions import check_views, views

app_name = "submissions"

urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/check/", check_views.county, name="check"),
    path("<int:year>/check/begin/", check_views.begin, name="check_begin"),
    path("<int:year>/check/file.<slug:kind>", check_views.file, name="check_file"),
    path("<int:year>/check/of/<slug:code>/", check_views.unit, name="check_unit"),
    path("<int:year>/check/of/<slug:code>/mark/", check_views.mark, name="check_mark"),
    path("of/<slug:code>/<int:year>/<slug:form>/", views.of_report, name="of_report"),
    path("of/<slug:code>/<int:year>/<slug:form>/submit/", views.submit, name="submit"),
    path("<int:pk>/review/", views.review, name="review"),
    path("<int:pk>/mark/", views.mark, name="mark"),
    path("<int:pk>/unmark/<int:mark_pk>/", views.unmark, name="unmark"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/clear/", views.clear, name="clear"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
]

"""The room's addresses, under /work/sums/."""

from django.urls import path

from tongming.reports.sums import views

app_name = "sums"

urlpatterns = [
    path("<slug:code>/<int:year>/", views.chosen, name="sum"),
    path("<slug:code>/<int:year>/keep/", views.keep, name="keep"),
    path(
        "<slug:code>/<int:year>/of/<slug:table>/<str:row>/<slug:column>/", views.cell, name="cell"
    ),
    path("<slug:code>/<int:year>/kept/<int:pk>/", views.kept, name="kept"),
    path("<slug:code>/<int:year>/kept/<int:pk>/ask/", views.ask, name="ask"),
    path("<slug:code>/<int:year>/kept/<int:pk>/sign/", views.sign, name="sign"),
    path("<slug:code>/<int:year>/kept/<int:pk>/return/", views.send_back, name="send_back"),
    path("<slug:code>/<int:year>/kept/<int:pk>/<slug:kind>/", views.file, name="file"),
]

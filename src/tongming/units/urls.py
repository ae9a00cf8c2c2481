"""The screens of units and people, under /work/units/."""

from django.urls import path, re_path

from tongming.units import people_views, views

app_name = "units"
urlpatterns = [
    path("", views.index, name="index"),
    path("history/", views.network_history, name="history"),
    path("new/", views.new_unit, name="new"),
    path("<int:pk>/", views.unit_page, name="unit"),
    path("<int:pk>/organisation/", views.organisation, name="organisation"),
    path("<int:pk>/edit/", views.edit_unit, name="edit"),
    path("<int:pk>/change/", views.change_unit, name="change"),
    path("<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/people/new/", people_views.new_person, name="new_person"),
    path("<int:pk>/appoint/", people_views.appoint, name="appoint"),
    path("appointments/<int:pk>/end/", people_views.end_appointment, name="end_appointment"),
    path("people/<int:pk>/", people_views.person_page, name="person"),
    path("people/<int:pk>/edit/", people_views.edit_person, name="edit_person"),
    path("people/<int:pk>/password/", people_views.temporary_password, name="password"),
    path("people/<int:pk>/account/", people_views.close_account, name="close_account"),
    re_path(
        r"^people/(?P<pk>\d+)/(?P<deed>second-factor|unlock)/$",
        people_views.account_deed,
        name="account_deed",
    ),
]

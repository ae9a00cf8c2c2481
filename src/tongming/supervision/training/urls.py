from django.urls import path, re_path

from tongming.supervision.training import quiz_views, record_views, views

app_name = "training"
urlpatterns = [
    path("", views.index, name="index"),
    path("hours/", views.hours, name="hours"),
    path("new/<int:pk>/", views.new, name="new"),
    path("<int:pk>/", views.session, name="session"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/present/", views.add_present, name="add_present"),
    path("<int:pk>/present/<int:attendance>/", views.strike_out_present, name="strike_out_present"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/materials/", views.hand_out, name="hand_out"),
    path("<int:pk>/materials/<int:material>/", views.material, name="material"),
    path("<int:pk>/questions/", quiz_views.question, name="question"),
    path("<int:pk>/questions/<int:question>/drop/", quiz_views.drop_question, name="drop_question"),
    path("<int:pk>/open-quiz/", quiz_views.open_quiz, name="open_quiz"),
    path("<int:pk>/quiz/", quiz_views.quiz, name="quiz"),
    path("records/", record_views.choose, name="choose"),
    path("records/<int:pk>/", record_views.overview, name="records"),
    path("records/<int:pk>/meeting/", record_views.meeting, name="meeting"),
    path("records/<int:pk>/accountability/", record_views.accountability, name="accountability"),
    re_path(
        r"^records/strike-out/(?P<what>meetings|cases)/(?P<pk>\d+)/$",
        record_views.strike_out,
        name="strike_out",
    ),
]

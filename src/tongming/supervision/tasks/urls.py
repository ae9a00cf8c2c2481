from django.urls import path

from tongming.supervision.tasks import source_views, views

app_name = "tasks"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<int:pk>/", views.new, name="new"),
    path("<int:pk>/", views.task, name="task"),
    path("<int:pk>/take-on/", views.take_on, name="take_on"),
    path("<int:pk>/arrange/", views.arrange, name="arrange"),
    path("<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("<int:pk>/merge/", views.merge, name="merge"),
    path("<int:pk>/progress/", views.progress, name="progress"),
    path("<int:pk>/conclude/", views.conclude, name="conclude"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("sources/<int:pk>/", source_views.source, name="source"),
    path("sources/<int:pk>/points/<int:start>/", source_views.point, name="point"),
    path("key-points/<int:pk>/", source_views.key_points, name="key_points"),
]

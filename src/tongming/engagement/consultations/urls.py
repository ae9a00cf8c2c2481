"""Consultations, under /work/consultations/."""

from django.urls import path

from tongming.engagement.consultations import comment_views, result_views, views

app_name = "consultations"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<int:pk>/", views.new, name="new"),
    path("<int:pk>/", views.consultation, name="consultation"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/files/", views.attach, name="attach"),
    path("<int:pk>/files/<int:attached>/drop/", views.detach, name="detach"),
    path("<int:pk>/files/<int:attached>/mask/", views.mask, name="mask"),
    path("<int:pk>/submit/", views.submit, name="submit"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/extend/", views.extend, name="extend"),
    path("<int:pk>/end/", views.end_early, name="end_early"),
    path("<int:pk>/comments/", comment_views.comments, name="comments"),
    path("<int:pk>/comments/new/", comment_views.enter, name="enter"),
    path("comments/<int:pk>/", comment_views.comment, name="comment"),
    path("comments/<int:pk>/set-aside/", comment_views.set_aside, name="set_aside"),
    path("comments/<int:pk>/count/", comment_views.count_again, name="count_again"),
    path("comments/<int:pk>/who/", comment_views.who, name="who"),
    path("comments/<int:pk>/files/<int:file>/", comment_views.file, name="file"),
    path("<int:pk>/opinions/new/", result_views.new_opinion, name="new_opinion"),
    path("opinions/<int:pk>/", result_views.opinion, name="opinion"),
    path("opinions/<int:pk>/drop/", result_views.drop_opinion, name="drop_opinion"),
    path("<int:pk>/result/begin/", result_views.begin, name="begin"),
    path("<int:pk>/result/", result_views.uptake, name="uptake"),
    path("<int:pk>/result/edit/", result_views.edit_uptake, name="edit_uptake"),
    path("<int:pk>/result/submit/", result_views.submit, name="submit_uptake"),
    path("<int:pk>/result/approve/", result_views.publish, name="publish_uptake"),
    path("<int:pk>/result/send-back/", result_views.send_back, name="send_back_uptake"),
    path("<int:pk>/result/paper.<str:kind>", result_views.paper, name="paper"),
    path("<int:pk>/figures/<slug:key>/", result_views.figure, name="figure"),
]

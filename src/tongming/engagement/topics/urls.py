"""Hot topics and public opinion, under /work/topics/."""

from django.urls import path

from tongming.engagement.topics import opinion_views, topic_views

app_name = "topics"
urlpatterns = [
    path("", topic_views.index, name="index"),
    path("look/<int:pk>/", topic_views.look, name="look"),
    path("settings/<int:pk>/", topic_views.looking, name="looking"),
    path("<int:pk>/", topic_views.topic, name="topic"),
    path("<int:pk>/sort/", topic_views.sort, name="sort"),
    path("<int:pk>/merge/", topic_views.merge, name="merge"),
    path("<int:pk>/set-aside/", topic_views.set_aside, name="set_aside"),
    path("<int:pk>/response/", topic_views.respond, name="respond"),
    path("<int:pk>/response/approve/", topic_views.approve, name="approve"),
    path("<int:pk>/response/withdraw/", topic_views.withdraw, name="withdraw"),
    path("opinions/", opinion_views.index, name="opinions"),
    path("opinions/new/<int:pk>/", opinion_views.new, name="new_opinion"),
    path("opinions/<int:pk>/", opinion_views.opinion, name="opinion"),
    path("opinions/<int:pk>/assess/", opinion_views.assess, name="assess"),
    path("opinions/<int:pk>/say/", opinion_views.say_something, name="say"),
    path("opinions/<int:pk>/close/", opinion_views.close, name="close"),
    path("opinions/<int:pk>/evaluate/", opinion_views.evaluate, name="evaluate"),
    path(
        "opinions/<int:pk>/statements/<int:statement>/strike/", opinion_views.strike_out,
        name="strike_out",
    ),
]  # fmt: skip

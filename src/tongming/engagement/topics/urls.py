"""Hot topics and public opinion, under /work/topics/."""

from django.urls import path

from tongming.engagement.topics import opinion_views

app_name = "topics"
urlpatterns = [
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

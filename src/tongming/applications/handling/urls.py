"""The way to a reply, under /work/applications/<pk>/handling/ and, for colleagues, /help/<pk>/."""

from django.urls import path

from tongming.applications.handling.views import giving, stepping, together

app_name = "handling"
urlpatterns = [
    path("<int:pk>/handling/", stepping.path_page, name="path"),
    path("<int:pk>/handling/questions/<slug:question>/", stepping.question, name="question"),
    path("<int:pk>/handling/worksheet/", stepping.worksheet, name="worksheet"),
    path("<int:pk>/handling/sound/", stepping.sound, name="sound"),
    path("<int:pk>/handling/public/", stepping.public_items, name="public"),
    path("<int:pk>/handling/searches/", giving.searches, name="searches"),
    path("<int:pk>/handling/searches/print/", giving.searches_print, name="searches_print"),
    path(
        "<int:pk>/handling/searches/<int:search_pk>/strike-out/",
        giving.strike_search,
        name="strike_search",
    ),
    path("<int:pk>/handling/giving/", giving.giving, name="giving"),
    path("<int:pk>/handling/giving/part/", giving.add_part, name="add_part"),
    path("<int:pk>/handling/giving/part/<int:part_pk>/", giving.drop_part, name="drop_part"),
    path("<int:pk>/handling/giving/file/", giving.add_file, name="add_file"),
    path("<int:pk>/handling/giving/file/<int:file_pk>/", giving.change_file, name="change_file"),
    path("<int:pk>/handling/helps/", together.helps, name="helps"),
    path("<int:pk>/handling/helps/<int:help_pk>/take-back/", together.take_back, name="take_back"),
    path("<int:pk>/handling/hand-over/", together.hand_over, name="hand_over"),
    path("<int:pk>/handling/conversion/", together.conversion, name="conversion"),
    path("<int:pk>/handling/suggestion/", together.suggestion, name="suggestion"),
    path("help/<int:pk>/", together.help_page, name="help"),
]

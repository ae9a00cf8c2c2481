"""Messages on the workbench, under /work/messages/."""

from django.urls import path

from tongming.engagement.messages import month_views, views

app_name = "messages"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.new, name="new"),
    path("months/", month_views.months, name="months"),
    path("months/figures.xlsx", month_views.workbook, name="workbook"),
    path("months/<int:pk>/", month_views.month, name="month"),
    path("months/<int:pk>/publish/", month_views.publish, name="publish_month"),
    path("settings/<int:pk>/", views.settings, name="settings"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/attachments/<int:number>/", views.attachment, name="attachment"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/keep/", views.keep, name="keep"),
    path("<int:pk>/recall/", views.recall, name="recall"),
    path("<int:pk>/<slug:act>/", views.act, name="act"),
]

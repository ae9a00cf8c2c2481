"""Supervised matters, under /work/matters/."""

from django.urls import path

from tongming.engagement.matters import verbs, views

app_name = "matters"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<int:pk>/", views.new, name="new"),
    path("settings/<int:pk>/", views.reminding, name="reminding"),
    path("<int:pk>/", views.matter, name="matter"),
    path("<int:pk>/sign/", verbs.sign, name="sign"),
    path("<int:pk>/report/", verbs.report, name="report"),
    path("<int:pk>/send-back/", verbs.send_back, name="send_back"),
    path("<int:pk>/close/", verbs.close, name="close"),
    path("<int:pk>/extend/", verbs.extend, name="extend"),
    path("<int:pk>/urge/", verbs.urge, name="urge"),
    path("<int:pk>/revoke/", verbs.revoke, name="revoke"),
    path("<int:pk>/answer/", verbs.draft, name="draft"),
    path("<int:pk>/answer/publish/", verbs.publish, name="publish"),
    path("<int:pk>/answer/withdraw/", verbs.withdraw, name="withdraw"),
]

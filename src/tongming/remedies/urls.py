from django.urls import path

from tongming.remedies import verbs, views

app_name = "remedies"
urlpatterns = [
    path("", views.register_page, name="list"),
    path("since/<int:pk>/", views.since, name="since"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/next/<slug:instance>/", verbs.next_stage, name="next_stage"),
    path("<int:pk>/stages/<int:number>/correct/", verbs.correct, name="correct"),
    path("<int:pk>/stages/<int:number>/answer/", verbs.answer, name="answer"),
    path("<int:pk>/stages/<int:number>/result/", verbs.result, name="result"),
    path("<int:pk>/stages/<int:number>/reopen/", verbs.reopen, name="reopen"),
    path("<int:pk>/stages/<int:number>/acting/", verbs.acting, name="acting"),
    path("<int:pk>/void/", verbs.void, name="void"),
    path("<int:pk>/papers/", verbs.papers, name="papers"),
    path("<int:pk>/lessons/", verbs.lessons, name="lessons"),
]

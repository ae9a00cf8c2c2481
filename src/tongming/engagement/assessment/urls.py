"""The evaluation, under /work/assessment/."""

from django.urls import path

from tongming.engagement.assessment import sheet_views, views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<int:pk>/", views.new, name="new"),
    path("<int:pk>/", views.assessment, name="assessment"),
    path("<int:pk>/plan/", views.plan, name="plan"),
    path("<int:pk>/questions/", views.add_question, name="add_question"),
    path("questions/<int:pk>/drop/", views.drop_question, name="drop_question"),
    path("<int:pk>/submit-plan/", views.submit_plan, name="submit_plan"),
    path("<int:pk>/approve-plan/", views.approve_plan, name="approve_plan"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/sheets/", sheet_views.sheets, name="sheets"),
    path("<int:pk>/sheets/enter/", sheet_views.enter, name="enter"),
    path("sheets/<int:pk>/strike-out/", sheet_views.strike_out, name="strike_out"),
    path("<int:pk>/rule/", views.rule, name="rule"),
    path("<int:pk>/result/", views.result, name="result"),
    path("<int:pk>/submit-result/", views.submit_result, name="submit_result"),
    path("<int:pk>/publish/", views.publish, name="publish"),
]

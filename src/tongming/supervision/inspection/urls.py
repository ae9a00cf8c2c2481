from django.urls import path, re_path

from tongming.supervision.inspection import (
    account_views,
    order_views,
    report_views,
    rule_views,
    views,
    visit_views,
)

app_name = "inspection"
urlpatterns = [
    path("", views.index, name="index"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/look/", views.look, name="look"),
    path("units/<int:pk>/order/", order_views.issue, name="issue"),
    path("units/<int:pk>/ranking/", report_views.ranking, name="ranking"),
    path("units/<int:pk>/rules/", rule_views.rules, name="rules"),
    path("units/<int:pk>/rules/change/", rule_views.change, name="change_rules"),
    path("units/<int:pk>/accounts/", account_views.accounts, name="accounts"),
    path("units/<int:pk>/accounts/new/", account_views.new_account, name="new_account"),
    path("units/<int:pk>/report/", report_views.begin, name="begin"),
    path("units/<int:pk>/praise/", visit_views.praise, name="praise"),
    path("praise/<int:pk>/strike-out/", visit_views.strike_out_praise, name="strike_out_praise"),
    path("accounts/<int:pk>/", account_views.account, name="account"),
    path("accounts/<int:pk>/seen/", account_views.saw_post, name="saw_post"),
    path("accounts/<int:pk>/close/", account_views.close_account, name="close_account"),
    path("visit/", visit_views.visit, name="visit"),
    path("findings/", views.findings, name="findings"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/recheck/", views.recheck, name="recheck"),
    path("findings/<int:pk>/confirm/", views.confirm_guide, name="confirm_guide"),
    re_path(
        r"^findings/(?P<pk>\d+)/(?P<how>unfounded|settled)/$", views.close, name="close_finding"
    ),
    path("findings/<int:pk>/reopen/", views.reopen, name="reopen_finding"),
    path("findings/<int:pk>/photo/", views.photo, name="photo"),
    path("orders/", order_views.orders, name="orders"),
    path("orders/<int:pk>/", order_views.order, name="order"),
    path("orders/<int:pk>/receive/", order_views.receive, name="receive"),
    path("orders/<int:pk>/answer/", order_views.answer, name="answer"),
    path("orders/<int:pk>/look/", order_views.look, name="look_again"),
    path("orders/<int:pk>/items/<int:item>/", order_views.judge, name="judge"),
    path("orders/<int:pk>/items/<int:item>/settle/", order_views.settle, name="settle"),
    path("orders/<int:pk>/close/", order_views.close, name="close_order"),
    path("orders/<int:pk>/return/", order_views.send_back, name="return_order"),
    path("orders/<int:pk>/criticise/", order_views.criticise, name="criticise"),
    path("orders/<int:pk>/withdraw/", order_views.withdraw, name="withdraw_order"),
    path("orders/<int:pk>/files/<int:file>/", order_views.file, name="order_file"),
    path("reports/", report_views.reports, name="reports"),
    path("reports/<int:pk>/", report_views.report, name="report"),
    path("reports/<int:pk>/words/", report_views.edit, name="edit_report"),
    path("reports/<int:pk>/submit/", report_views.submit, name="submit_report"),
    path("reports/<int:pk>/sign/", report_views.sign, name="sign_report"),
    path("reports/<int:pk>/send-back/", report_views.send_back, name="send_back_report"),
    re_path(
        r"^reports/(?P<pk>\d+)/files/(?P<kind>docx|pdf)/$", report_views.file, name="report_file"
    ),
]

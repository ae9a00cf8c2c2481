from django.urls import path

from tongming.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("guide/", views.guide, name="guide"),
    path("rules/", views.rules, name="rules"),
    path("apply/", views.apply, name="apply"),
    path("display/", views.display, name="display"),
    path("reports/", views.reports, name="reports"),
    path("reports/<slug:code>/<int:year>/", views.report, name="report"),
    path("reports/<slug:code>/<int:year>/code.svg", views.address_code, name="address_code"),
    path(
        "reports/<slug:code>/<int:year>/<slug:form>/picture.<slug:kind>",
        views.picture,
        name="picture",
    ),
    path("reports/<slug:code>/<int:year>/<slug:form>.<str:kind>", views.report_file, name="file"),
]

from django.urls import path

from tongming.portal.kiosk.views import device, items, pages, searching

app_name = "kiosk"
urlpatterns = [
    path("", device.start, name="start"),
    path("<slug:code>/", pages.home, name="home"),
    path("<slug:code>/end/", device.end, name="end"),
    path("<slug:code>/look/", device.look, name="look"),
    path("<slug:code>/find/", searching.find, name="find"),
    path("<slug:code>/search/", searching.results, name="search"),
    path("<slug:code>/browse/", pages.browse, name="browse"),
    path("<slug:code>/list/<path:inside>/", pages.listing, name="list"),
    path("<slug:code>/items/<slug:key>/", items.item, name="item"),
    path("<slug:code>/items/<slug:key>/code.svg", items.item_code, name="item_code"),
    path("<slug:code>/items/<slug:key>/links/<int:number>.svg", items.link_code, name="link_code"),
    path("<slug:code>/items/<slug:key>/files/<int:number>/", items.attachment, name="file"),
    path(
        "<slug:code>/items/<slug:key>/files/<int:number>/<int:sheet>.png",
        items.sheet,
        name="sheet",
    ),
    path("<slug:code>/guide/", pages.guide, name="guide"),
    path("<slug:code>/reports/", pages.reports, name="reports"),
    path("<slug:code>/reports/<int:year>/", pages.report, name="report"),
    path("<slug:code>/apply/", pages.apply, name="apply"),
    path("<slug:code>/apply/code.svg", pages.apply_code, name="apply_code"),
]

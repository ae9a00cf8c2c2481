from django.urls import path

from tongming.portal.applying.views import applying, blank, following

app_name = "applying"
urlpatterns = [
    path("new/", applying.new, name="new"),
    path("check/", applying.check, name="check"),
    path("found/", applying.found, name="found"),
    path("clear/", applying.clear, name="clear"),
    path("receipt/", applying.receipt, name="receipt"),
    path("receipt/receipt.txt", applying.receipt_text, name="receipt_text"),
    path("form.<str:kind>", blank.form, name="form"),
    path("query/", following.query, name="query"),
    path("query/code.svg", applying.query_code, name="query_code"),
    path("status/", following.status, name="status"),
    path("status/rate/", following.rate, name="rate"),
    path("status/leave/", following.leave, name="leave"),
    path("status/withdraw/", following.withdraw, name="withdraw"),
    path("status/letters/<int:number>/<slug:key>/", following.letter, name="letter"),
    path("status/<slug:act>/", following.act, name="act"),
]

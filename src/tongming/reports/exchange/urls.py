"""The room's addresses, under /work/exchange/."""

from django.urls import path

from tongming.reports.exchange.views import judging, packages, peers, sending

app_name = "exchange"

urlpatterns = [
    path("", peers.index, name="index"),
    path("year/<int:year>/", peers.index, name="year"),
    path("card/", peers.card_file, name="card"),
    path("new/", peers.new, name="new"),
    path("peers/<int:pk>/", peers.peer, name="peer"),
    path("peers/<int:pk>/address/", peers.address, name="address"),
    path("peers/<int:pk>/anew/", peers.anew, name="anew"),
    path("peers/<int:pk>/end/", peers.end, name="end"),
    path("peers/<int:pk>/send/", sending.send, name="send"),
    path("peers/<int:pk>/tell/", sending.tell, name="tell"),
    path("keys/<int:pk>/compare/", peers.compare, name="compare"),
    path("keys/<int:pk>/revoke/", peers.revoke, name="revoke"),
    path("sent/<int:pk>/", sending.sent, name="sent"),
    path("sent/<int:pk>/again/", sending.again, name="again"),
    path("sent/<int:pk>/file/", sending.sent_file, name="sent_file"),
    path("sent/<int:pk>/receipt/", sending.sent_receipt, name="sent_receipt"),
    path("take/", packages.take, name="take"),
    path("packages/<int:pk>/", packages.package, name="package"),
    path("packages/<int:pk>/file/", packages.package_file, name="package_file"),
    path("packages/<int:pk>/receipt/", packages.package_receipt, name="package_receipt"),
    path("reports/<int:pk>/", judging.received, name="received"),
    path("reports/<int:pk>/mark/", judging.mark, name="mark"),
    path("reports/<int:pk>/unmark/<int:mark_pk>/", judging.unmark, name="unmark"),
    path("reports/<int:pk>/send-back/", judging.send_back, name="send_back"),
    path("reports/<int:pk>/clear/", judging.clear, name="clear"),
    path("judged/<int:pk>/", judging.judged, name="judged"),
]

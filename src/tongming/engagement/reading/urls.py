"""Reading points, visits, transfers, under /work/reading/."""

from django.urls import path

from tongming.engagement.reading import transfer_views, views, visit_views

app_name = "reading"
urlpatterns = [
    path("", views.index, name="index"),
    path("units/<int:pk>/points/new/", views.new_point, name="new_point"),
    path("units/<int:pk>/visits/", visit_views.register, name="visits"),
    path("units/<int:pk>/wanted/", visit_views.wanted, name="wanted"),
    path("units/<int:pk>/visits/<int:year>.xlsx", visit_views.export, name="export"),
    path("units/<int:pk>/receivers/new/", transfer_views.new_receiver, name="new_receiver"),
    path("units/<int:pk>/catalogue/", transfer_views.catalogue, name="catalogue"),
    path("points/<int:pk>/", views.point, name="point"),
    path("points/<int:pk>/change/", views.change_point, name="change_point"),
    path("points/<int:pk>/end/", views.end_point, name="end_point"),
    path("points/<int:pk>/closure/", views.add_closure, name="add_closure"),
    path("points/<int:pk>/kiosk/", views.give_code, name="give_code"),
    path("closures/<int:pk>/take-back/", views.take_back_closure, name="take_back_closure"),
    path("kiosks/<int:pk>/end/", views.end_kiosk, name="end_kiosk"),
    path("visits/<int:pk>/strike-out/", visit_views.strike_out, name="strike_out"),
    path("visits/<int:pk>/name/", visit_views.open_name, name="open_name"),
    path("receivers/<int:pk>/end/", transfer_views.end_receiver, name="end_receiver"),
    path("receivers/<int:pk>/prepare/", transfer_views.prepare, name="prepare"),
    path("transfers/<int:pk>/", transfer_views.transfer, name="transfer"),
    path("transfers/<int:pk>/lines/<int:item>/", transfer_views.take_out, name="take_out"),
    path("transfers/<int:pk>/hand-over/", transfer_views.hand_over, name="hand_over"),
    path("transfers/<int:pk>/receive/", transfer_views.receive, name="receive"),
    path("transfers/<int:pk>/drop/", transfer_views.drop, name="drop"),
    path("transfers/<int:pk>/list.<str:kind>", transfer_views.transfer_list, name="list"),
]

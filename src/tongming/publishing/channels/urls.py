from django.urls import path

from tongming.publishing.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.overview, name="list"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/withdraw/", views.take_away, name="withdraw"),
    path("elsewhere/<int:pk>/", views.elsewhere, name="elsewhere"),
    path("item/<slug:key>/", views.item, name="item"),
    path("item/<slug:key>/ask/", views.ask_platforms, name="ask"),
    path("item/<slug:key>/by-hand/", views.by_hand, name="by_hand"),
    path("item/<slug:key>/sheet-<slug:size>.pdf", views.sheet_file, name="sheet"),
]

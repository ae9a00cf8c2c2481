from django.urls import path

from tongming.units.institutions import views

app_name = "institutions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/<int:pk>/", views.new, name="new"),
    path("<int:pk>/", views.institution, name="institution"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/revise/", views.revise, name="revise"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/send-back/", views.send_back, name="send_back"),
    path("<int:pk>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("<int:pk>/repeal/", views.repeal, name="repeal"),
    path("<int:pk>/compare/<int:old>/<int:new>/", views.differences, name="differences"),
]

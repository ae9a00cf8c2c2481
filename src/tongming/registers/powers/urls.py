"""Lists of powers, under /work/registers/powers/."""

from django.urls import path

from tongming.registers.powers import views

app_name = "powers"
urlpatterns = [
    path("", views.index, name="index"),
    path("import/", views.upload, name="import"),
    path("import/template.xlsx", views.template, name="template"),
    path("import/confirm/<int:file>/", views.confirm, name="confirm"),
    path("<int:pk>/", views.one_list, name="list"),
    path("<int:pk>/adjust/", views.adjust, name="adjust"),
    path("adjustments/<int:pk>/close/", views.close, name="close"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/differences/", views.differences, name="differences"),
    path("versions/<int:pk>/advance/", views.advance, name="advance"),
    path("versions/<int:pk>/send-back/", views.send_back, name="send_back"),
    path("versions/<int:pk>/chart/", views.chart, name="chart"),
    path("versions/<int:pk>/publish/", views.hand_over, name="hand_over"),
    path("versions/<int:pk>/retire-previous/", views.retire, name="retire"),
]

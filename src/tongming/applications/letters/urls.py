from django.urls import path

from tongming.applications.letters.views import drafting, mailing, settings, working

app_name = "letters"
urlpatterns = [
    path("<int:application_pk>/letters/new/", drafting.choose, name="choose"),
    path("<int:application_pk>/letters/new/<str:kind>/", drafting.new, name="new"),
    path("<int:application_pk>/letters/look/<str:kind>/", drafting.look, name="look"),
    path("letters/<int:pk>/", working.detail, name="detail"),
    path("letters/<int:pk>/edit/", drafting.edit, name="edit"),
    path("letters/<int:pk>/look/", drafting.look_again, name="look_again"),
    path("letters/<int:pk>/submit/", working.submit, name="submit"),
    path("letters/<int:pk>/sign/", working.sign, name="sign"),
    path("letters/<int:pk>/send-back/", working.send_back, name="send_back"),
    path("letters/<int:pk>/discard/", working.discard, name="discard"),
    path("letters/<int:pk>/send/", working.send, name="send"),
    path("letters/<int:pk>/mail/", mailing.mail, name="mail"),
    path("letters/<int:pk>/returned/", mailing.returned, name="returned"),
    path("letters/<int:pk>/received/", working.received, name="received"),
    path("letters/<int:pk>/files/<str:name>/", working.file, name="file"),
    path("letters/<int:pk>/attach/", working.attach, name="attach"),
    path("letters/<int:pk>/detach/<int:attachment_pk>/", working.detach, name="detach"),
    path("letters/settings/", settings.units, name="units"),
    path("letters/settings/<int:unit_pk>/", settings.shared, name="settings"),
    path("letters/settings/<int:unit_pk>/seal/", settings.seal, name="seal"),
    path("letters/settings/<int:unit_pk>/<str:kind>/", settings.template, name="template"),
    path("letters/settings/<int:unit_pk>/<str:kind>/look/", settings.look, name="template_look"),
    path("letters/settings/<int:unit_pk>/<str:kind>/reset/", settings.reset, name="reset"),
]

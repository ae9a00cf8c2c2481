"""Documents, under /work/information/."""

from django.urls import path

from tongming.information.views import acting, documents, importing, revisions

app_name = "information"
urlpatterns = [
    path("", documents.index, name="list"),
    path("new/", documents.new, name="new"),
    path("import/", importing.upload, name="import"),
    path("import/template.xlsx", importing.template, name="import_template"),
    path("import/confirm/<int:file>/", importing.confirm, name="import_confirm"),
    path("import/<int:pk>/", importing.batch, name="batch"),
    path("import/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("<int:pk>/", documents.detail, name="detail"),
    path("<int:pk>/edit/", documents.edit, name="edit"),
    path("<int:pk>/act/<slug:slug>/", acting.act, name="act"),
    path("<int:pk>/interpret/", acting.interpret, name="interpret"),
    path("<int:pk>/attach/", documents.attach, name="attach"),
    path("<int:pk>/detach/<int:file>/", documents.detach, name="detach"),
    path("<int:pk>/mask-file/<int:file>/", documents.mask_file, name="mask_file"),
    path("<int:pk>/keep-in-file/<int:finding>/", documents.keep_in_file, name="keep_in_file"),
    path("<int:pk>/mask/<slug:digest>/", documents.mask, name="mask"),
    path("<int:pk>/keep/<slug:digest>/", documents.keep, name="keep"),
    path("<int:pk>/repeat/", documents.repeat, name="repeat"),
    path("<int:pk>/revisions/", revisions.history, name="revisions"),
    path("<int:pk>/revisions/<int:number>/", revisions.revision, name="revision"),
    path("<int:pk>/revisions/<int:old>/<int:new>/", revisions.differences, name="differences"),
    path("<int:pk>/review-form/", revisions.form_page, name="review_form"),
    path("<int:pk>/review-form.docx", revisions.form_docx, name="review_form_docx"),
]

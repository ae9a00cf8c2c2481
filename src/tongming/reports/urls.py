"""The room's addresses, under /work/reports/."""

from django.urls import path

from tongming.reports.views import (
    compiling,
    entering,
    importing,
    signing,
    tracking,
    words,
    years,
)

app_name = "reports"

_REPORT = "<slug:code>/<int:year>/<slug:form>"

urlpatterns = [
    path("", years.index, name="index"),
    path("<slug:code>/", years.years, name="years"),
    path("<slug:code>/import/", importing.give, name="import"),
    path("<slug:code>/readings/<int:pk>/", importing.check, name="reading"),
    path("<slug:code>/readings/<int:pk>/confirm/", importing.confirm, name="confirm"),
    path("<slug:code>/readings/<int:pk>/discard/", importing.discard, name="discard"),
    path("<slug:code>/sources/<int:pk>/", years.source, name="source"),
    path("<slug:code>/figures/<int:pk>/correct/", entering.correct, name="correct_figure"),
    path("<slug:code>/figures/<int:pk>/withdraw/", entering.withdraw, name="withdraw_figure"),
    path("<slug:code>/<int:year>/", years.year, name="year"),
    path(f"{_REPORT}/", compiling.report, name="report"),
    path(f"{_REPORT}/open/", compiling.begin, name="open"),
    path(f"{_REPORT}/files/<slug:kind>/", compiling.file, name="file"),
    path(f"{_REPORT}/cell/<slug:table>/<str:row>/<slug:column>/", compiling.cell, name="cell"),
    path(
        f"{_REPORT}/cell/<slug:table>/<str:row>/<slug:column>/records.<slug:kind>",
        compiling.cell_file,
        name="cell_file",
    ),
    path(f"{_REPORT}/figures/", entering.figures, name="figures"),
    path(f"{_REPORT}/words/", words.parts, name="words"),
    path(f"{_REPORT}/words/changes/", tracking.changes, name="changes"),
    path(f"{_REPORT}/words/changes.docx", tracking.changes_file, name="changes_file"),
    path(f"{_REPORT}/words/<slug:key>/", words.part, name="part"),
    path(f"{_REPORT}/words/<slug:key>/redraft/", words.redraft, name="redraft"),
    path(f"{_REPORT}/words/<slug:key>/take/<int:number>/", tracking.take, name="take_draft"),
    path(f"{_REPORT}/words/<slug:key>/keep/", tracking.keep, name="keep_words"),
    path(f"{_REPORT}/words/<slug:key>/history/", words.history, name="part_history"),
    path(f"{_REPORT}/submit/", signing.submit, name="submit"),
    path(f"{_REPORT}/sign/", signing.sign, name="sign"),
    path(f"{_REPORT}/send-back/", signing.back, name="send_back"),
    path(f"{_REPORT}/publish/", signing.publish, name="publish"),
    path(f"{_REPORT}/correct/", signing.correct, name="correct"),
    path(f"{_REPORT}/versions/<int:number>/", signing.version, name="version"),
    path(
        f"{_REPORT}/versions/<int:number>/<slug:kind>/",
        signing.version_file,
        name="version_file",
    ),
]

"""Every address; each room has its own list."""

from django.conf import settings
from django.urls import include, path

from tongming.portal.applying.views.rated import rated
from tongming.reports.exchange.views.endpoint import take_in
from tongming.units.views import set_language

urlpatterns = [
    path("accounts/language/", set_language, name="set_language"),
    path("accounts/", include("tongming.units.signin_urls")),
    path("work/units/handovers/", include("tongming.units.handover.urls")),
    path("work/units/roster/", include("tongming.units.roster.urls")),
    path("work/units/first-week/", include("tongming.units.newcomers.urls")),
    path("work/units/institutions/", include("tongming.units.institutions.urls")),
    path("work/units/", include("tongming.units.urls")),
    path("work/ledger/", include("tongming.ledger.urls")),
    path("work/files/", include("tongming.files.urls")),
    path("work/calendar/", include("tongming.calendars.urls")),
    path("work/publishing/", include("tongming.publishing.work_urls")),
    path("work/information/", include("tongming.information.urls")),
    path("work/ratings/", rated, name="ratings"),
    path("work/registers/", include("tongming.registers.urls")),
    path("work/applications/", include("tongming.applications.urls")),
    path("work/notices/", include("tongming.applications.notices.urls")),
    path("work/tokens/", include("tongming.api.tokens.urls")),
    path("api/v1/", include("tongming.api.urls")),
    path("apply/register/", include("tongming.applications.openness.urls")),
    path("work/messages/", include("tongming.engagement.messages.urls")),
    path("work/remedies/", include("tongming.remedies.urls")),
    path("work/channels/", include("tongming.publishing.channels.urls")),
    path("work/matters/", include("tongming.engagement.matters.urls")),
    path("work/topics/", include("tongming.engagement.topics.urls")),
    path("work/consultations/", include("tongming.engagement.consultations.urls")),
    path("work/assessment/", include("tongming.engagement.assessment.urls")),
    path("work/reading/", include("tongming.engagement.reading.urls")),
    path("work/crawling/", include("tongming.supervision.crawling.urls")),
    path("work/training/", include("tongming.supervision.training.urls")),
    path("work/history/", include("tongming.reports.history.urls")),
    path("work/sums/", include("tongming.reports.sums.urls")),
    path("work/exchange/", include("tongming.reports.exchange.urls")),
    path("exchange/receive/", take_in, name="exchange_receive"),
    path("work/submissions/", include("tongming.reports.submissions.urls")),
    path("work/inspection/", include("tongming.supervision.inspection.urls")),
    path("work/tasks/", include("tongming.supervision.tasks.urls")),
    path("work/reports/", include("tongming.reports.urls")),
    path("work/", include("tongming.workbench.urls")),
    path("apply/", include("tongming.portal.applying.urls")),
    path("messages/", include("tongming.portal.messaging.urls")),
    path("consultations/", include("tongming.portal.consulting.urls")),
    path("assessment/", include("tongming.portal.assessing.urls")),
    path("kiosk/", include("tongming.portal.kiosk.urls")),
    path("search/", include("tongming.search.urls")),
    path(settings.SITE_PREFIX.removeprefix("/"), include("tongming.publishing.urls")),
    path("", include("tongming.portal.urls")),
]

handler400 = "tongming.errors.bad_request"
handler403 = "tongming.errors.forbidden"
handler404 = "tongming.errors.not_found"
handler500 = "tongming.errors.server_error"

"""Registers, under /work/registers/."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", login_required(RedirectView.as_view(pattern_name="powers:index")), name="registers"),
    path("powers/", include("tongming.registers.powers.urls")),
    path("budgets/", include("tongming.registers.budgets.urls")),
    path("catalogue/", include("tongming.registers.catalogue.urls")),
    path("tallies/", include("tongming.registers.tallies.urls")),
    path("decisions/", include("tongming.registers.decisions.urls")),
    path("normative/", include("tongming.registers.normative.urls")),
    path("villages/", include("tongming.registers.villages.urls")),
]

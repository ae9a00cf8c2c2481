"""Is the site what was published? And make it so again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tongming.ledger.models import Event
from tongming.publishing import finishing, queries, renderers
from tongming.publishing.actions import publish_pending, unfinished
from tongming.publishing.models import SiteFile
from tongming.publishing.rebuilding import manifest_fingerprint
from tongming.publishing.site import Fault, Finding, Fingerprint, Known, Writer, survey


@dataclass
class Verdict:
    """What is wrong, if anything."""

    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    edition: int = 0
    fingerprint: str = ""
    manifest_is_recorded: bool = True
    """Whether the manifest is the one the ledger tells of."""
    interrupted: bool = False
    """Publishing was killed and has not been repaired yet."""

    @property
    def is_clean(self) -> bool:
        """Nothing at all."""
        return not self.findings and self.manifest_is_recorded and not self.interrupted


@dataclass
class Healed:
    """What was done about it."""

    restored: list[str] = field(default_factory=list)
    quarantined: list[str] = field(default_factory=list)
    quarantine: Path | None = None


def verify() -> Verdict:
    """Compare every file with the manifest, and the manifest with the ledger; mend nothing."""
    with Writer(settings.SITE).hold():
        verdict = _verify()
    # What was asked for meanwhile found the site held, and counts on its holder.
    publish_pending(wait=False)
    return verdict


def _verify() -> Verdict:
    state = queries.state()
    fingerprint, files = manifest_fingerprint()
    recorded = (
        Event.objects.filter(kind="publishing.edition")
        .order_by("-seq")
        .values_list("data", flat=True)
        .first()
    )
    agrees = (
        fingerprint == Fingerprint.parse(state.total)
        and files == state.files
        and (recorded or {}).get("fingerprint", str(Fingerprint())) == str(fingerprint)
    )
    return Verdict(
        findings=_findings(),
        files=files,
        edition=state.edition,
        fingerprint=str(fingerprint),
        manifest_is_recorded=agrees,
        interrupted=unfinished(),
    )


def heal() -> tuple[Verdict, Healed]:
    """Move what is foreign to the quarantine and render again what is changed or missing; the
    verdict after that."""
    healed = Healed()
    renderer = renderers.current()
    writer = Writer(settings.SITE)
    with writer.hold():
        if renderer is None:
            return _verify(), healed
        finishing.repair(writer, renderer)
        foreign = [found.path for found in _findings() if found.fault is Fault.FOREIGN]
        if foreign:
            healed.quarantine = _quarantine(foreign)
            healed.quarantined = foreign
        # A foreign link in place of a folder hid what is missing behind it: look again.
        wrong = [found.path for found in _findings() if found.fault is not Fault.FOREIGN]
        owners = set(
            SiteFile.objects.filter(path__in=wrong).values_list("artefact", flat=True)
            if len(wrong) < 500
            else (row.artefact for row in SiteFile.objects.all() if row.path in set(wrong))
        )
        if owners:
            batch = finishing.Batch({name: renderer.render(name) for name in sorted(owners)})
            finishing.finish(writer, batch)
            healed.restored = wrong
        verdict = _verify()
    publish_pending(wait=False)
    return verdict, healed


def _findings() -> list[Finding]:
    rows = SiteFile.objects.order_by("path").values_list("path", "sha256", "size")
    return list(survey(settings.SITE, (Known(*row) for row in rows.iterator())))


def _quarantine(paths: list[str]) -> Path:
    """A folder of its own for each time, so that nothing found earlier is overwritten."""
    folder = Path(settings.QUARANTINE) / timezone.now().strftime("%Y%m%dT%H%M%S.%f")
    for path in paths:
        target = folder / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(settings.SITE / path, target)
    return folder

"""Which copy was made from which file stood in the ledger alone."""

from typing import Any

from django.db import migrations


def name_the_source(apps: Any, schema_editor: Any) -> None:
    files = apps.get_model("files", "StoredFile").objects
    events = apps.get_model("ledger", "Event").objects.filter(
        kind__in=["files.masked", "files.redacted"], subject_type="files.storedfile"
    )
    for event in events.order_by("seq").iterator(chunk_size=500):
        source = files.filter(pk=int(event.subject_id)).first()
        if source is not None:
            files.filter(
                unit=source.unit_id, right=source.right, made_from=None,
                sha256=event.data.get("copy_sha256"), name=event.data.get("copy"),
            ).exclude(pk=source.pk).update(made_from=source)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("files", "0003_sealed"), ("ledger", "0002_append_only")]

    operations = [migrations.RunPython(name_the_source, migrations.RunPython.noop)]

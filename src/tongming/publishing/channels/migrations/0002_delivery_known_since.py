from django.db import migrations, models
from django.db.models import F


def from_the_last_change(apps, schema_editor):  # type: ignore[no-untyped-def]
    """What was published before this was kept: known at the latest when it last changed."""
    deliveries = apps.get_model("publishing_channels", "Delivery").objects
    deliveries.exclude(published_on=None).update(known_since=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [("publishing_channels", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="delivery",
            name="known_since",
            field=models.DateTimeField(blank=True, null=True, verbose_name="记录时间"),
        ),
        migrations.RunPython(from_the_last_change, migrations.RunPython.noop),
    ]

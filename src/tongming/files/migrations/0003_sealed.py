"""Content and name of what is for one person stand sealed; a copy knows its source."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_findings"),
        ("sealing", "0001_initial"),
        ("units", "0002_shared_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="storedfile",
            name="file_kept_once_a_unit",
        ),
        migrations.AddField(
            model_name="storedfile",
            name="made_from",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="sealed",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sealing.sealedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sealed__isnull", True)),
                fields=("unit", "sha256", "name", "right"),
                name="file_kept_once_a_unit",
            ),
        ),
    ]

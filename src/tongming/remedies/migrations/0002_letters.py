"""A case is about a letter, where it was written here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications_letters", "0002_mailing"),
        ("remedies", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications_letters.letter",
                verbose_name="被争议文书",
            ),
        ),
        migrations.AddField(
            model_name="stage",
            name="new_letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications_letters.letter",
                verbose_name="重新答复",
            ),
        ),
    ]

"""What was asked before a correction stands beside what is asked now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_applicant_acts"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="subject_before",
            field=models.CharField(blank=True, max_length=500, verbose_name="补正前的所需政府信息"),
        ),
    ]

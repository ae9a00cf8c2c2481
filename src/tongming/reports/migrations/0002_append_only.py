"""The database itself refuses to change or delete what is only ever added."""

from django.db import migrations

from tongming.reports import triggers


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [triggers.operation()]

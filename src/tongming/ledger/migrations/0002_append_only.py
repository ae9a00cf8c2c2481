"""The database itself refuses to change, delete or insert anywhere but at the end."""

from django.db import migrations

from tongming.ledger import triggers


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [triggers.operation()]

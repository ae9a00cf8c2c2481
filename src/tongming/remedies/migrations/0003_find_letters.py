"""Cases knew the letters they are about by number alone."""

from typing import Any

from django.db import migrations


def find_letters(apps: Any, schema_editor: Any) -> None:
    letters = apps.get_model("applications_letters", "Letter").objects
    for case in apps.get_model("remedies", "Case").objects.exclude(letter_number=""):
        case.letter = letters.filter(unit=case.unit_id, number=case.letter_number).first()
        case.save(update_fields=["letter"])
    stages = apps.get_model("remedies", "Stage").objects.exclude(new_letter_number="")
    for stage in stages.select_related("case"):
        number = stage.new_letter_number
        stage.new_letter = letters.filter(unit=stage.case.unit_id, number=number).first()
        stage.save(update_fields=["new_letter"])


class Migration(migrations.Migration):
    dependencies = [("remedies", "0002_letters")]

    operations = [migrations.RunPython(find_letters, migrations.RunPython.noop)]

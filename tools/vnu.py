"""The W3C checker (vnu) over every kind of public page, made of sample items.

    python tools/vnu.py [vnu.jar]

Needs Java, and vnu.jar: `npm install vnu-jar` brings one (node_modules/vnu-jar/build/dist/vnu.jar).
Without either it says so and exits 0: the build server has both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JAR = Path("node_modules/vnu-jar/build/dist/vnu.jar")
UNIT = "hongshilazi"


def main() -> int:
    """0 clean or skipped, 1 with the errors found."""
    jar = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / JAR
    java = shutil.which("java")
    if java is None or not jar.is_file():
        missing = "Java" if java is None else f"vnu.jar ({jar})"
        print(
            f"skipped: {missing} is not here. apt install default-jre-headless; npm install vnu-jar"
        )
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        site = _site(Path(scratch))
        pages = sum(1 for _page in site.rglob("*.html"))
        answer = subprocess.run(
            [java, "-jar", str(jar), "--skip-non-html", "--format", "gnu", str(site)],
            capture_output=True,
            text=True,
            check=False,
        )
        found = [line.partition("/site/")[2] for line in answer.stderr.splitlines()]
        for line in found:
            print(line)
        print(f"{pages} pages, {len(found)} findings")
        return 1 if answer.returncode or found else 0


def _site(var: Path) -> Path:
    """A section with one of everything."""
    os.environ |= {"TONGMING_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tongming.settings"}
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests.public_items import Room, interpreted, kept_file, made_item
    from tongming.law.documents import Validity
    from tongming.law.organs import Level
    from tongming.publishing import sources
    from tongming.units.actions import create_unit

    call_command("migrate", verbosity=0)
    create_unit(name="红石砬子镇人民政府", short_name="红石砬子镇", level=Level.TOWNSHIP,
                code=UNIT, joined_on=date(2015, 1, 1))  # fmt: skip
    host = var / "host"
    host.mkdir()
    (host / "header.html").write_text("<p>桦甸市人民政府网站</p>", encoding="utf-8")
    (host / "footer.html").write_text('<p><a href="/map/">站点地图</a></p>', encoding="utf-8")
    settings.SITE_HOST |= {
        "name": "桦甸市人民政府", "code": "2202820001", "sponsor": "桦甸市人民政府办公室",
        "icp": "吉ICP备00000000号", "police": "吉公网安备 22028202000001号",
        "contact": "0432-66220000",
    }  # fmt: skip
    room = Room()
    sources.register(room)
    room.publish(
        *interpreted(made_item(1, files=(kept_file("附 件.xlsx", b"workbook"),)), made_item(2)),
        *(made_item(n, is_demo=True, title='引号"和<尖括号>&') for n in range(3, 26)),
        made_item(30, columns=("rules",)),
    )
    room.correct("test-1", summary="更正过")
    room.withdraw("test-3")
    room.correct("test-4", validity=Validity.EXPIRED)
    return Path(settings.SITE)


if __name__ == "__main__":
    sys.exit(main())

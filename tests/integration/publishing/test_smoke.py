from __future__ import annotations
from pathlib import Path
from django.conf import settings
import time
from tests.public_items import Room, made_item, kept_file
from tongming.publishing.verifying import verify


def test_smoke(room: Room) -> None:
    room.publish(made_item(1, files=(kept_file("附件 表.xlsx", b"abc"),)))
    for n in range(2, 24):
        t = time.perf_counter()
        room.publish(made_item(n))
        print(n, time.perf_counter() - t)
    room.withdraw("test-3")
    room.correct("test-2", title="新标题")
    v = verify()
    print(v)
    assert v.is_clean
    for p in sorted(Path(settings.SITE).rglob("*")):
        if "items" not in str(p) or "test-1/" in str(p):
            print(p.relative_to(settings.SITE), p.stat().st_size)
    import shutil

    shutil.copytree(settings.SITE, "/tmp/wt/site-p", dirs_exist_ok=True)

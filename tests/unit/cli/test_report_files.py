"""What `tongming report read` does with paths that are no files of words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tongming.cli import main


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes of this kind on this system")
def test_what_never_ends_or_is_nowhere_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe, loop, empty = tmp_path / "pipe", tmp_path / "loop", tmp_path / "empty"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    empty.mkdir()
    long = tmp_path / ("长" * 4000)
    for path, words in (
        (pipe, "管道"),
        (Path("/dev/zero"), "设备"),
        (loop, "无法打开"),
        (long, "无法打开"),
        (empty, "没有可以读取的文件"),
        (tmp_path / "none.html", "找不到"),
    ):
        assert main(["report", "read", str(path)]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith(f"{path}：")
        assert words in said.err


def test_a_name_that_is_no_text_is_printed_all_the_same(tmp_path: Path) -> None:
    try:
        (tmp_path / "\udcff.txt").write_text("今日天气晴", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has names of text only")
    for language in ("C.UTF-8", "POSIX"):
        done = subprocess.run(
            [sys.executable, "-m", "tongming.cli", "report", "read", "--json", str(tmp_path)],
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        )
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert "没有找到" in json.loads(done.stdout)[0]["error"]

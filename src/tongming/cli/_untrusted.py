"""Files a command is given to look into: found, read, and told apart from what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tongming.cli._json_files import Unusable
from tongming.cli.language import _

MOST = 200 * 1024 * 1024


def files_in(paths: Iterable[str]) -> Iterator[Path]:
    """The files named, and for a folder every file in it in order, hidden ones left out."""
    for text in paths:
        path = Path(text)
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                parts = inner.relative_to(path).parts
                if inner.is_file() and not any(part.startswith(".") for part in parts):
                    yield inner
        else:
            yield path


def read_bytes(path: Path) -> bytes:
    """The content of a file; `Unusable` says why there is none."""
    try:
        if path.stat().st_size > MOST:
            raise Unusable(_("{file}：太大，最多{n} MB。").format(file=path, n=MOST // 1_048_576))
        return path.read_bytes()
    except FileNotFoundError:
        raise Unusable(_("{file}：没有这个文件。").format(file=path)) from None
    except IsADirectoryError:
        raise Unusable(_("{file}：这是文件夹，不是文件。").format(file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(_("{file}：读不了（{reason}）。").format(file=path, reason=reason)) from None

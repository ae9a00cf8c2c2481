"""The typefaces of official papers, and the open ones that stand in for them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

# The typefaces of GB/T 9704—2012, by the names their files go by, and the open ones that stand in.
# An organ that has a licence for the former puts their files into the folder TONGMING_FONTS names.
_FACES = {
    "body": ("FangSong_GB2312", "FangSong", "Noto Serif SC"),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "Noto Serif SC"),
    "heading": ("SimHei", "Noto Sans SC"),
    "subheading": ("KaiTi_GB2312", "KaiTi", "Noto Sans SC"),
}


def folders(own: str) -> list[Path]:
    """Where fonts are looked for: the ones that come along, then the office's own."""
    return [Path(pylopdf_fonts_zh_cn.__file__).parent, *([Path(own)] if own else [])]


def files(own: str) -> list[Path]:
    """Every file in those folders, in order: what is set may depend on each."""
    found = (file for folder in folders(own) for file in sorted(folder.rglob("*")))
    return [file for file in found if file.is_file() and "__pycache__" not in file.parts]


@lru_cache(maxsize=4)
def fonts(own: str) -> tuple[typst.Fonts, dict[str, list[str]]]:
    """The fonts pages are set in, and for each use the families there are, the best first."""
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(one) for one in folders(own)],
    )
    there = found.families()
    # Whatever else the folder holds is there for the characters the first ones lack.
    rest = sorted(set(there) - {name for names in _FACES.values() for name in names})
    return found, {
        use: [name for name in names if name in there] + rest for use, names in _FACES.items()
    }

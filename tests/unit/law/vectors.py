"""The worked examples under tests/vectors, which a lawyer can read and add to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "vectors"


class _Loader(yaml.SafeLoader):
    """YAML in which `on` and `off` are words and only `true` and `false` are truth values."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"true|false"), list("tf"))


def load(name: str) -> Any:
    """One file of examples."""
    return yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=_Loader)

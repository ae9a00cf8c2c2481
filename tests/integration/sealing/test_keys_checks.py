"""What is wrong with the keys is said before the server starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.applications.test_who_applied import entered
from tongming.sealing import keys
from tongming.sealing.checks import keys_are_kept_well, keys_open_what_is_sealed

BOTH = {"databases": ["default"]}


def ids() -> list[str]:
    found = [*keys_are_kept_well(), *keys_open_what_is_sealed(**BOTH)]
    assert all(message.hint for message in found)
    return [str(message.id) for message in found]


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, settings: Settings) -> None:
    """An installation others reach, its keys in a place of their own."""
    settings.ALLOWED_HOSTS = ["gongkai.example.gov.cn"]
    settings.KEYS = tmp_path / "keys.txt"


def test_keys_kept_well_are_not_complained_of(cast: Cast) -> None:
    assert ids() == []  # none yet
    entered(cast)
    assert ids() == []


def test_keys_that_others_can_read_are_an_error(cast: Cast, settings: Settings) -> None:
    entered(cast)
    settings.KEYS.chmod(0o640)
    assert ids() == ["tongming.E005"]
    assert f"chmod 600 {settings.KEYS}" in str(keys_are_kept_well()[0].hint)


def test_keys_beside_the_data_of_a_public_installation_are_a_warning(
    cast: Cast, tmp_path: Path, settings: Settings
) -> None:
    entered(cast)
    settings.VAR = tmp_path
    assert ids() == ["tongming.W008"]
    settings.ALLOWED_HOSTS = ["localhost"]
    assert ids() == []


@pytest.mark.parametrize("how", ["gone", "another", "unreadable"])
def test_keys_that_do_not_open_what_is_there_are_an_error(
    cast: Cast, tmp_path: Path, settings: Settings, how: str
) -> None:
    entered(cast)
    if how == "unreadable":
        settings.KEYS.write_text("nothing of use\n", encoding="ascii")
    else:
        settings.KEYS = tmp_path / "elsewhere.txt"
    if how == "another":
        keys.load(settings.KEYS)
    assert ids() == ["tongming.E006"]
    assert settings.KEYS.exists() is (how != "gone")

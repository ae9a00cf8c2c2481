"""The file of accounts: read in every form of secret, refused in plain words, shown nowhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tongming.law.words import Refused
from tongming.publishing.channels.accounts import load
from tongming.publishing.channels.duties import channel_duties
from tongming.publishing.channels.kinds import Channel


def test_secrets_come_from_the_environment_and_from_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOWN_SECRET", "out-of-the-environment")
    (tmp_path / "token").write_text("out-of-a-file\n")
    accounts = tmp_path / "accounts.toml"
    accounts.write_text(
        '[a.wechat]\nappid = "wx1"\nsecret = "env:TOWN_SECRET"\n'
        f'[a.weibo]\nuid = "1"\naccess_token = "file:{tmp_path}/token"\nexpires_on = 2026-12-01\n'
        '[b.weibo]\nuid = "2"\naccess_token = "plain"\n'
    )
    found = load(str(accounts))
    assert set(found) == {("a", Channel.WECHAT), ("a", Channel.WEIBO), ("b", Channel.WEIBO)}
    assert vars(found["a", Channel.WECHAT])["_account"].secret == "out-of-the-environment"
    assert vars(found["a", Channel.WEIBO])["_account"].access_token == "out-of-a-file"
    assert "out-of" not in repr([vars(one) for one in found.values()])
    assert load("") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a.wechat", "读不了"),
        ('[a.wechat]\nappid = "wx1"\nsecret = "env:NOT_SET_ANYWHERE"', "缺少 secret"),
        ('[a.weibo]\nuid = "1"\naccess_token = "file:/nowhere"', "缺少 access_token"),
        ('[a.wechat]\nsecret = "hush-hush"', "缺少 appid"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_without_its_secrets(
    tmp_path: Path, text: str, told: str
) -> None:
    accounts = tmp_path / "accounts.toml"
    accounts.write_text(text)
    with pytest.raises(Refused, match=told) as refused:
        load(str(accounts))
    assert "hush-hush" not in str(refused.value)
    with pytest.raises(Refused, match="读不了"):
        load(str(tmp_path / "nowhere.toml"))


def test_an_authorisation_about_to_end_is_a_duty_and_a_broken_file_is_no_crash(
    cast: Cast, tmp_path: Path, settings: Settings
) -> None:
    accounts = tmp_path / "accounts.toml"
    settings.CHANNEL_ACCOUNTS = str(accounts)
    accounts.write_text(
        '[hongshilazi.weibo]\nuid = "1"\naccess_token = "x"\nexpires_on = 2026-12-01\n'
    )
    assert list(channel_duties(cast.clerk, date(2026, 11, 28))) == []
    [duty] = channel_duties(cast.clerk, date(2026, 11, 29))
    assert duty.due == date(2026, 12, 1)
    assert "2026年12月1日" in str(duty.what)
    assert list(channel_duties(cast.stranger, date(2026, 12, 1))) == []
    settings.CHANNEL_ACCOUNTS = str(tmp_path / "broken.toml")
    (tmp_path / "broken.toml").write_text("[")
    assert list(channel_duties(cast.clerk, date(2026, 11, 29))) == []

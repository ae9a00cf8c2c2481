"""Text messages go through a program or an address of the office's own: see docs/notices.md."""

from __future__ import annotations

import subprocess

import httpx
from django.conf import settings

SECONDS = 20


class NotSent(Exception):
    """The message was not taken; the words say why, without its number."""


def send(*, number: str, text: str, key: str) -> None:
    """Hand a message over. `key` is the same whenever the same message is tried again."""
    if settings.SMS_HOOK.startswith("/"):
        _run(settings.SMS_HOOK, number, text, key)
    else:
        _post(settings.SMS_HOOK, {"number": number, "text": text, "id": key})


def _run(program: str, number: str, text: str, key: str) -> None:
    """The number and the id are arguments; the text comes on standard input, in UTF-8."""
    try:
        done = subprocess.run(
            [program, number, key], input=text.encode(), capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise NotSent(f"no answer in {SECONDS} seconds") from None
    except OSError as error:
        raise NotSent(error.strerror or type(error).__name__) from None
    if done.returncode:
        raise NotSent(f"exit code {done.returncode}")


def _post(address: str, body: dict[str, str]) -> None:
    headers = {"Authorization": f"Bearer {settings.SMS_TOKEN}"} if settings.SMS_TOKEN else {}
    try:
        answer = httpx.post(address, json=body, headers=headers, timeout=SECONDS)
    except httpx.HTTPError as error:
        raise NotSent(type(error).__name__) from None
    if not answer.is_success:
        raise NotSent(f"HTTP {answer.status_code}")

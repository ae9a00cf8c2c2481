"""An applicant, who is nobody here: a browser, a form, a number and a query code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.conftest import Cast
from tongming.applications import intake
from tongming.applications.models import Application

ASKED: dict[str, str] = {
    "unit": "hongshilazi",
    "subject": "2025年农村道路硬化工程的招标文件",
    "features": "",
    "applicant_kind": "nat",
    "name": "王小明",
    "document": "居民身份证",
    "document_number": "11010519491231002X",
    "contact": "",
    "phone": "13912345678",
    "email": "",
    "address": "",
    "form_wanted": "electronic",
    "way_wanted": "online",
}
PROOF = b"%PDF-1.4\n% proof\n"


def upload(name: str = "身份证.pdf", content: bytes = PROOF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@dataclass
class Applicant:
    """Somebody with a browser of their own."""

    client: Client
    number: str = ""
    code: str = ""

    def fill_in(self, **changes: Any) -> Any:
        return self.client.post("/apply/new/", {**ASKED, **changes})

    def send(self, **extra: Any) -> Any:
        """Look over and send; the receipt's number and code are written down."""
        response = self.client.post("/apply/check/", extra, follow=True)
        self.keys(response.content.decode())
        return response

    def keys(self, text: str) -> list[tuple[str, str]]:
        found = re.findall(r"<dd>(\d{4}-\d+)</dd>.*?<dd class=\"code\">([\w-]+)</dd>", text, re.S)
        if found:
            self.number, self.code = found[0]
        return found

    def apply(self, **changes: Any) -> Application:
        assert self.fill_in(**changes).status_code == 302
        self.send()
        return Application.objects.latest("pk")

    def ask(self, number: str = "", code: str = "", **extra: Any) -> Any:
        told = {"number": number or self.number, "code": code or self.code, **extra}
        return self.client.post("/apply/query/", told)

    def page(self, path: str = "/apply/status/") -> str:
        response = self.client.get(path, follow=True)
        return str(response.content.decode())


@pytest.fixture
def applicant(db: None) -> Applicant:
    cache.clear()
    return Applicant(Client())


Confirm = Callable[[Application, date], Application]


@pytest.fixture
def confirm(cast: Cast) -> Confirm:
    """`confirm(application, day)`: the office confirms that day."""

    def confirmed(application: Application, day: date) -> Application:
        intake.confirm(
            application=application, on=day, how=intake.Confirmed.PHONE, by=cast.handler, today=day
        )
        application.refresh_from_db()
        return application

    return confirmed

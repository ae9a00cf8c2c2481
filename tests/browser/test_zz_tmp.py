import os, pathlib
from pprint import pformat
import pytest
from django.test import Client
from tests.browser.test_every_page import faults_of, broken_html, let_in
from tests.browser.every_page.engagement import *
from tests.browser.every_page import engagement as e
from tests.conftest import PASSWORD
from tongming.units.models import Person
OUT = pathlib.Path("/tmp/wt/var-matters-shots"); OUT.mkdir(exist_ok=True)
WHICH = os.environ.get("WHICH", "matters").split(",")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_mine(cast, browser, live_server, sign_in, watch, language):
    visits = {}
    for name in WHICH:
        visits |= getattr(e, name)(cast)
    Person.objects.update(language=language)
    found = {}
    for who in sorted({v.who for g in visits.values() for v in g}):
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
        watch.over(context)
        client = Client()
        client.cookies["django_language"] = language
        if who:
            client = sign_in(getattr(cast, who))
        let_in(context, client, live_server.url)
        page = context.new_page()
        for name, given in visits.items():
            for n, v in enumerate(given):
                if v.who != who: continue
                r = page.goto(live_server.url + v.path)
                if (r.status, page.url) != (200, live_server.url + v.path):
                    found[v.path] = [f"{r.status} {page.url}"]; continue
                f = faults_of(page) + broken_html(r.text())
                if f: found[f"{v.path} {who}"] = f
                for w in (1280, 360):
                    page.set_viewport_size({"width": w, "height": 800})
                    page.screenshot(path=str(OUT / f"{name.replace(':','_')}-{n}-{who}-{language}-{w}.png"), full_page=True)
        context.close()
    assert not found, pformat(found, width=180)

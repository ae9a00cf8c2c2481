# mypy: ignore-errors
"""Publish the items of standard input, then answer its questions; run inside a site of Wagtail.

In: {"items": [{"key", "title", "body", "document_number", "publisher"}], "questions": [text]}.
Out: {"seconds": of publishing, "found": [[key, …] for each question], "version": …}.
"""

import json
import sys
import time

import django

django.setup()

import wagtail  # noqa: E402
from home.models import HomePage, ItemPage  # noqa: E402

asked = json.load(sys.stdin)
parent = HomePage.objects.first()
began = time.perf_counter()
for item in asked["items"]:
    page = ItemPage(
        title=item["title"][:255],
        slug=item["key"],
        body=item["body"],
        document_number=item["document_number"],
        publisher=item["publisher"],
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
taken = time.perf_counter() - began
found = [
    [page.slug for page in ItemPage.objects.live().search(question)[: len(asked["items"])]]
    for question in asked["questions"]
]
json.dump({"seconds": taken, "found": found, "version": wagtail.__version__}, sys.stdout)

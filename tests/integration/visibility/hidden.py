"""A document for each way of not being public, every word of each marked with words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import count

from django.utils import timezone

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, Road
from tests.integration.information.test_chain import WITHHELD
from tests.integration.information.test_importing import bring
from tongming.information import actions
from tongming.information.content import Content
from tongming.information.interpreting import Aspect, Form
from tongming.information.models import Document
from tongming.law.documents import Attribute
from tongming.units.actions import appoint
from tongming.units.roles import Role

_numbers = count()


def mark() -> str:
    """Four characters, no two of which stand beside each other anywhere else."""
    first = 0x5E00 + 4 * next(_numbers)
    return "".join(map(chr, range(first, first + 4)))


@dataclass(frozen=True)
class Marks:
    """The words a document is recognised by, by the place they stand in."""

    title: str
    summary: str
    body: str
    word: str
    number: str
    file_name: str
    file_text: str
    reason: str
    """Why it is not public, corrected, withdrawn or given up."""

    @classmethod
    def made(cls) -> Marks:
        return cls(*(mark() for _field in fields(cls)))

    def __iter__(self) -> Iterator[str]:
        return iter(getattr(self, field.name) for field in fields(self))

    def on(self, content: Content = COMPLETE) -> Content:
        """A content that says them all."""
        return replace(
            content,
            title=f"关于{self.title}的通知",
            summary=f"概述{self.summary}。",
            body=f"<p>现将{self.body}的有关事项通知如下。</p>",
            subject_words=(self.word,),
            document_number=f"红{self.number}〔2026〕7号",
            reason=self.reason if content.attribute != Attribute.PROACTIVE else "",
        )

    @property
    def attachment(self) -> bytes:
        return f"附件里写着{self.file_text}。".encode()


@dataclass(frozen=True)
class Hidden:
    """A document, and what of it nobody outside may ever read."""

    document: Document
    secret: tuple[str, ...]
    owner: str = "town"


class Maker:
    """Makes documents by the verbs people have, and brings each where it is hidden."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.road = Road(cast)

    def drafted(
        self, marks: Marks, content: Content = COMPLETE, road: Road | None = None
    ) -> Document:
        road = road or self.road
        document = road.draft(marks.on(content))
        self.attach(document, marks, road)
        return road.fresh(document)

    def attach(self, document: Document, marks: Marks, road: Road | None = None) -> None:
        actions.attach(
            document=document,
            content=marks.attachment,
            name=f"{marks.file_name}.txt",
            by=(road or self.road).cast.clerk,
        )

    def published(self, marks: Marks, road: Road | None = None) -> Document:
        road = road or self.road
        return road.publish(road.to_signed(self.drafted(marks, road=road)))

    @cached_property
    def foreign_road(self) -> Road:
        """The same people at work for the other town; its own clerk drafts."""
        cast = self.cast
        for person, role in (
            (cast.office_head, Role.OFFICE_HEAD),
            (cast.secrecy_reviewer, Role.SECRECY_REVIEWER),
            (cast.leader, Role.LEADER),
        ):
            appoint(person=person, unit=cast.other_town, role=role, since=date(2015, 1, 1))
        return Road(replace(cast, town=cast.other_town, clerk=cast.stranger))


def _walked(walk: str) -> Callable[[Maker], Hidden]:
    """Drafted, then brought along the chain as far as a method of the road goes."""

    def make(maker: Maker) -> Hidden:
        marks = Marks.made()
        document = maker.drafted(marks)
        return Hidden(getattr(maker.road, walk)(document), tuple(marks))

    return make


def _draft(maker: Maker) -> Hidden:
    marks = Marks.made()
    return Hidden(maker.drafted(marks), tuple(marks))


def _scheduled(maker: Maker) -> Hidden:
    hidden = _walked("to_signed")(maker)
    now = timezone.now()
    actions.schedule(
        document=hidden.document, at=now + timedelta(days=1), by=maker.cast.clerk, now=now
    )
    return hidden


def _not_public(content: Content) -> Callable[[Maker], Hidden]:
    def make(maker: Maker) -> Hidden:
        marks = Marks.made()
        document = maker.drafted(marks, content)
        return Hidden(maker.road.to_signed(document), tuple(marks))

    return make


def _given_up(maker: Maker) -> Hidden:
    marks = Marks.made()
    document = maker.drafted(marks)
    actions.drop(document=document, reason=marks.reason, by=maker.cast.clerk)
    return Hidden(document, tuple(marks))


def _foreign(maker: Maker) -> Hidden:
    marks = Marks.made()
    road = maker.foreign_road
    return Hidden(road.to_signed(maker.drafted(marks, road=road)), tuple(marks), "other_town")


def _from_a_ledger(maker: Maker) -> Hidden:
    marks = Marks.made()
    batch = bring(
        maker.cast,
        {
            "名称": marks.title, "发文字号": f"红{marks.number}〔2024〕3号",
            "内容概述": marks.summary, "主题词": marks.word, "成文日期": "2024年3月5日",
            "公开属性": "主动公开", "公开日期": date(2024, 3, 8),
        },
    )  # fmt: skip
    return Hidden(batch.documents.get(), tuple(marks))


def _correction(maker: Maker) -> Hidden:
    """A public document whose correction is signed and not yet published."""
    before, after = Marks.made(), Marks.made()
    document = maker.published(before)
    actions.open_correction(document=document, reason=after.reason, by=maker.cast.clerk)
    document = maker.road.fresh(document)
    actions.save_content(document=document, content=after.on(), by=maker.cast.clerk)
    maker.attach(maker.road.fresh(document), after)
    maker.road.sign(maker.road.pass_secrecy(maker.road.submit(maker.road.fresh(document))))
    return Hidden(document, tuple(after))


def _replaced(maker: Maker) -> Hidden:
    """What a public document said before it was corrected, and the attachment it had."""
    before, after = Marks.made(), Marks.made()
    document = maker.published(before)
    actions.open_correction(document=document, reason="更正", by=maker.cast.clerk)
    document = maker.road.fresh(document)
    (file,) = document.content.files
    actions.detach(document=document, file=file.pk, by=maker.cast.clerk)
    actions.save_content(
        document=maker.road.fresh(document), content=after.on(), by=maker.cast.clerk
    )
    road = maker.road
    road.publish(road.sign(road.pass_secrecy(road.submit(road.fresh(document)))))
    return Hidden(document, tuple(before))


def _interpretation(maker: Maker) -> Hidden:
    """A public policy whose interpretation is planned and begun."""
    marks, outline, person, contact = Marks.made(), mark(), mark(), mark()
    road = maker.road
    policy = road.draft(replace(Marks.made().on(), is_policy=True))
    actions.plan_interpretation(
        policy=policy, by=maker.cast.clerk, form=Form.QUESTIONS, aspects=[Aspect.BACKGROUND],
        outline=outline, interpreter=person, contact=contact,
    )  # fmt: skip
    document = actions.begin_interpretation(policy=policy, by=maker.cast.clerk)
    unfinished = replace(marks.on(), body=f"<p>{marks.body}【请补充】{contact}</p>")
    actions.save_content(document=document, content=unfinished, by=maker.cast.clerk)
    maker.attach(road.fresh(document), marks)
    road.publish(road.to_signed(road.fresh(policy)))
    return Hidden(document, (*marks, outline, person, contact))


def _withdrawn(maker: Maker) -> Hidden:
    """Its page tells its name, the day and the reason."""
    marks = Marks.made()
    document = maker.published(marks)
    actions.withdraw(document=document, reason=marks.reason, by=maker.cast.leader)
    return Hidden(document, tuple(set(marks) - {marks.title, marks.reason}))


STATES: dict[str, Callable[[Maker], Hidden]] = {
    "draft": _draft,
    "submitted": _walked("submit"),
    "secrecy review": _walked("to_secrecy"),
    "to be signed": _walked("to_sign"),
    "signed": _walked("to_signed"),
    "scheduled": _scheduled,
    "withheld": _not_public(WITHHELD),
    "on request": _not_public(replace(COMPLETE, attribute=Attribute.ON_REQUEST.value)),
    "given up": _given_up,
    "foreign": _foreign,
    "from a ledger": _from_a_ledger,
    "correction": _correction,
    "replaced": _replaced,
    "interpretation": _interpretation,
    "withdrawn": _withdrawn,
}

"""A letter and its life; what a unit has changed in its letters; the numbers it has given out.

What a letter says may name people, so it is sealed; state, number, days and hashes are not.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.applications.applicants.models import Paper
from tongming.applications.models import Application, Step
from tongming.applications.outgoing import Outgoing
from tongming.law import letters as law
from tongming.law.organs import Line
from tongming.law.outcomes import Outcome
from tongming.sealing.models import SealedFile
from tongming.units.models import Unit

KINDS = [(letter.id, _(letter.title)) for letter in law.LETTERS.values()]


class Way(models.TextChoices):
    """How a letter reaches its reader (国办公开办函〔2016〕235号; 《条例》第四十条)."""

    POST = "post", _("邮寄送达")
    IN_PERSON = "in_person", _("直接送达")
    ENTRUSTED = "entrusted", _("委托其他行政机关送达")
    ELECTRONIC = "electronic", _("电子邮件")
    ONLINE = "online", _("网上领取")

    @property
    def is_online(self) -> bool:
        """Whether it goes by Internet: then 复议法 第二十二条第二款 asks for an online way too."""
        return self in (Way.ELECTRONIC, Way.ONLINE)

    @property
    def is_signed_for(self) -> bool:
        """Whether the day it counts is the day its reader signs."""
        return self in (Way.IN_PERSON, Way.ENTRUSTED)


class Letter(models.Model):
    """One letter, from draft to proof of receipt."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("待签发")
        SIGNED = "signed", _("待发出")
        SENT = "sent", _("已发出")
        RECEIVED = "received", _("已送达")
        DISCARDED = "discarded", _("已作废")

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """Whose number it bears."""
    kind = models.CharField(_("文书"), max_length=4, choices=KINDS)
    state = models.CharField(
        _("状态"), max_length=12, choices=State.choices, default=State.DRAFT.value
    )
    sealed = models.BinaryField(editable=False)
    """`contents.Contents`, sealed; empty once erased."""
    step = models.JSONField(default=dict)
    """What the clock is told when it is sent: a day, a number of days, which party."""
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    """Who wrote it last: that person never signs it."""
    drafted_at = models.DateTimeField(_("起草时间"), auto_now_add=True)
    returned_reason = models.CharField(_("退回意见"), max_length=500, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(_("文号"), max_length=80, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    signed_on = models.DateField(_("签发日期"), null=True)
    docx = models.OneToOneField(SealedFile, models.PROTECT, null=True, related_name="+")
    docx_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.OneToOneField(SealedFile, models.PROTECT, null=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    names_online_review = models.BooleanField(default=False)
    """Whether the letter as signed says where to apply for reconsideration online."""
    remedy = models.CharField(max_length=4, blank=True)
    """The class of its remedy notice (`law.remedies.RemedyClass`), settled when it was signed."""
    way = models.CharField(_("送达方式"), max_length=12, choices=Way.choices, blank=True)
    sent_on = models.DateField(_("发出日期"), null=True)
    """The day that decides whether it was in time: of posting, of signing for, of sending."""
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered = models.OneToOneField(Step, models.PROTECT, null=True, related_name="letter")
    """The step of the register that sending it entered."""
    received_on = models.DateField(_("收到日期"), null=True)
    """From here the terms of reconsideration and suit run."""
    proofs = models.ManyToManyField(Paper, related_name="+")
    discarded_reason = models.CharField(_("作废原因"), max_length=500, blank=True)
    discarded_on = models.DateField(_("作废日期"), null=True)

    class Meta:
        verbose_name = _("申请文书")
        verbose_name_plural = _("申请文书")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="letter_serial_once"),
            models.UniqueConstraint(
                fields=["unit", "number"], condition=~Q(number=""), name="letter_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "discarded"])
                | (
                    ~Q(number="")
                    & Q(signed_on__isnull=False)
                    & ~Q(pdf_sha256="")
                    & ~Q(docx_sha256="")
                ),
                name="letter_signed_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "received"]) | Q(sent_on__isnull=False),
                name="letter_sent_on_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "state"], name="letter_waiting")]

    def __str__(self) -> str:
        return self.number or f"{self.application_id} {self.kind}"

    @property
    def law(self) -> law.Letter:
        """What the law knows of its kind."""
        return law.LETTERS[self.kind]

    @property
    def title(self) -> str:
        """The kind's working title in the reader's language."""
        return gettext(self.law.title)

    @property
    def outcome(self) -> Outcome | None:
        """How the application ends with it."""
        return self.law.outcome

    @property
    def is_open(self) -> bool:
        """Whether its words may still change."""
        return self.state in (self.State.DRAFT, self.State.SUBMITTED)

    @property
    def is_sent(self) -> bool:
        """Whether it has left the office."""
        return self.state in (self.State.SENT, self.State.RECEIVED)

    def get_absolute_url(self) -> str:
        """The letter's page on the workbench."""
        return reverse("applications:letters:detail", args=[self.pk])


class Attachment(models.Model):
    """Information given with a letter: sealed, since what one person asked for is theirs."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="attachments")
    file = models.OneToOneField(SealedFile, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("文书附件")
        verbose_name_plural = _("文书附件")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.sha256[:8]}"


class Mailing(Outgoing):
    """A letter the system sends by e-mail. Its state is the message's: the letter itself counts as
    sent on the day the mail server took it, and not before."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="mailing")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    """Who sends it; asked again for their right when it goes."""
    requested = models.CharField(_("申请人何时、怎样要求电子方式"), max_length=200, blank=True)
    returned_on = models.DateField(_("退信日期"), null=True, blank=True)
    """Since when it is known that it did not arrive; None again once it was sent another way."""

    class Meta:
        verbose_name = _("电子邮件发送")
        verbose_name_plural = _("电子邮件发送")
        indexes: ClassVar = [
            models.Index(fields=["again_at"], name="mailing_waiting", condition=Q(state="waiting"))
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.state}"


class LetterTemplate(models.Model):
    """What a unit has made of a kind of letter; without one the product's own counts."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("文书"), max_length=4, choices=KINDS)
    title = models.CharField(_("标题"), max_length=120)
    body = models.TextField(_("正文"), max_length=8000)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        verbose_name = _("文书模板")
        verbose_name_plural = _("文书模板")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "kind"], name="letter_template_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind}"


class LetterSettings(models.Model):
    """What all letters of a unit share. An empty field means: worked out from unit and law."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="letter_settings")
    organ_code = models.CharField(_("机关代字"), max_length=40, blank=True)
    pattern = models.CharField(_("文号格式"), max_length=80, blank=True)
    line = models.CharField(
        _("领导关系"),
        max_length=12,
        choices=[(line.value, _(line.label)) for line in Line],
        default=Line.ORDINARY.value,
    )
    review_body = models.CharField(_("行政复议机关"), max_length=200, blank=True)
    court = models.CharField(_("管辖法院"), max_length=200, blank=True)
    online_review = models.CharField(_("网上申请行政复议的渠道"), max_length=300, blank=True)
    contested_as = models.CharField(
        _("行政查询事项的救济"),
        max_length=1,
        choices=[("B", _("可以选择复议或者诉讼")), ("A", _("先复议，后诉讼"))],
        default="B",
    )
    contact = models.CharField(_("联系方式"), max_length=300, blank=True)
    by_mail = models.BooleanField(_("由系统发送电子邮件"), default=False)
    """Whether letters to applicants who chose e-mail are sent from here."""
    way_to_pay = models.CharField(_("缴费方式"), max_length=300, blank=True)
    seal = models.ForeignKey(
        SealedFile, models.PROTECT, null=True, related_name="+", verbose_name=_("印章图片")
    )
    """Kept sealed: whoever has it could make a letter look issued."""

    class Meta:
        verbose_name = _("文书设置")
        verbose_name_plural = _("文书设置")

    def __str__(self) -> str:
        return f"{self.unit_id}"


class LetterCounter(models.Model):
    """The last serial given out in a unit's year; a discarded letter keeps its own."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "year"], name="letter_counter")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}: {self.last}"

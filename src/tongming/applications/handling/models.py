"""What was found on the way to a reply: answers, searches, parts withheld, help from colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongming.applications.models import Application
from tongming.files.models import StoredFile
from tongming.information.models import Document
from tongming.law.exemptions import Exemption
from tongming.law.path import Given
from tongming.law.words import N_
from tongming.ledger.models import Event
from tongming.sealing.seals import unseal_data
from tongming.units.models import Unit


class Answer(models.Model):
    """An answer to a question of the five steps. One said anew leaves the old one standing, closed.

    What was written with it may name people and is sealed; the ledger has only question and answer.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(_("问题"), max_length=20)
    answer = models.CharField(_("回答"), max_length=20)
    sealed_notes = models.BinaryField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("五步法的回答")
        verbose_name_plural = _("五步法的回答")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "question"],
                condition=Q(superseded_at__isnull=True),
                name="handling_one_answer_a_question",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.question}={self.answer}"

    @property
    def notes(self) -> dict[str, str]:
        """What was written with it; nothing once erased."""
        return dict(unseal_data(self.sealed_notes)) if self.sealed_notes else {}

    @property
    def given(self) -> Given:
        """The answer as the law reads it."""
        return Given(self.answer, self.notes)


class Search(models.Model):
    """One search for the information (检索记录): where, with what words, by whom, with what result.

    One entered by mistake is struck out and stays visible.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="searches")
    on = models.DateField(_("检索日期"))
    place = models.CharField(_("检索了哪里"), max_length=200)
    keywords = models.CharField(_("关键词"), max_length=200)
    period = models.CharField(_("资料的年份"), max_length=60, blank=True)
    asked = models.CharField(_("询问了哪个科室或者单位"), max_length=200, blank=True)
    searcher = models.CharField(_("检索人"), max_length=60)
    found = models.BooleanField(_("有没有找到"), default=False)
    result = models.CharField(_("结果"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    struck_out_at = models.DateTimeField(null=True, blank=True)
    struck_out_reason = models.CharField(_("划去原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("检索记录")
        verbose_name_plural = _("检索记录")
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.on}"


NOT_INFORMATION = "37"
"""A part withheld because it is not government information at all (第三十七条)."""

GROUNDS: dict[str, str] = {
    **{ground.value: ground.label for ground in Exemption},
    NOT_INFORMATION: N_("不属于政府信息的内容"),
}


class Withheld(models.Model):
    """A part that is not given: where it stands, on what article, and why (第三十七条)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="withheld")
    place = models.CharField(_("位置和内容"), max_length=200)
    ground = models.CharField(_("不公开的依据"), max_length=8)
    reason = models.CharField(_("理由"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("不公开的部分")
        verbose_name_plural = _("不公开的部分")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.place}"

    @property
    def article(self) -> str:
        """The article the part is withheld on."""
        if self.ground == NOT_INFORMATION:
            return "第三十七条"
        return Exemption(self.ground).outcome.article

    @property
    def ground_label(self) -> str:
        """The ground in the law's words."""
        return GROUNDS[self.ground]


class Provided(models.Model):
    """A file meant for the applicant. It is never published: only who handles the case opens it.

    `file` is what is sent: the redacted copy takes the place of `original`.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="provided")
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("拟提供的文件")
        verbose_name_plural = _("拟提供的文件")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "original"], name="handling_file_provided_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.file}"


class Help(models.Model):
    """A colleague unit asked to search or to handle together, or told of what concerns it."""

    class Kind(models.TextChoices):
        """What it is asked for."""

        SEARCH = "search", _("协助查找")
        TOGETHER = "together", _("协同办理")
        NOTE = "note", _("转告")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="helps")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """The unit that is asked."""
    kind = models.CharField(_("请对方做什么"), max_length=10, choices=Kind.choices)
    matter = models.CharField(_("事项"), max_length=500)
    """All the other unit reads: it is told nothing of the applicant."""
    due_on = models.DateField(_("办理时限"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("发出时间"), auto_now_add=True)
    found = models.BooleanField(_("有没有找到"), null=True, blank=True)
    reply = models.CharField(_("回复"), max_length=500, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    replied_at = models.DateTimeField(_("回复时间"), null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("协办")
        verbose_name_plural = _("协办")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="note") | Q(due_on__isnull=False), name="handling_help_has_a_term"
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True) | ~Q(reply=""), name="handling_help_replied"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.unit}"

    @property
    def is_open(self) -> bool:
        """Whether the other unit still has to answer."""
        return self.replied_at is None and self.taken_back_at is None

    def get_absolute_url(self) -> str:
        """The page of the unit that is asked."""
        from django.urls import reverse

        return reverse("applications:handling:help", args=[self.pk])


class Conversion(models.Model):
    """What several people asked for is made public for all (第四十四条)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    applications = models.ManyToManyField(Application, related_name="conversions")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("政府信息")
    )
    """None where it was decided against, with the reason."""
    reason = models.CharField(_("不转为主动公开的理由"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("转为主动公开")
        verbose_name_plural = _("转为主动公开")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reason=""),
                name="handling_conversion_decided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.document_id or '-'}"


class Suggestion(models.Model):
    """An applicant's suggestion to make the information public for all (第四十四条第二款)."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="suggestion"
    )
    on = models.DateField(_("提出日期"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("转为主动公开的建议")
        verbose_name_plural = _("转为主动公开的建议")

    def __str__(self) -> str:
        return f"{self.application_id} {self.on}"


def givens(answers: list[Answer]) -> Mapping[str, Given]:
    """The answers that stand, as the law reads them."""
    return {answer.question: answer.given for answer in answers}

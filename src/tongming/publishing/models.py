"""What is asked for, what stands in which list, and what every file of the site should be."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Pending(models.Model):
    """Something to be published anew: written in the transaction of the act that changed it."""

    class Kind(models.TextChoices):
        ITEM = "item", _("信息")
        SECTION = "section", _("专栏")

    kind = models.CharField(_("种类"), max_length=10, choices=Kind)
    key = models.CharField(_("编号"), max_length=120)
    """The key of an item, or the code of the unit whose section it is."""
    asked_at = models.DateTimeField(_("提出时间"), default=timezone.now)
    attempts = models.PositiveIntegerField(_("尝试次数"), default=0)
    problem = models.TextField(_("失败原因"), blank=True)

    class Meta:
        verbose_name = _("待发布")
        verbose_name_plural = _("待发布")
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Published(models.Model):
    """An item the site holds: what lists, feeds and the catalogue say of it."""

    class State(models.TextChoices):
        PUBLIC = "public", _("公开")
        WITHDRAWN = "withdrawn", _("已撤回")
        GONE = "gone", _("不再公开")

    key = models.CharField(_("编号"), max_length=120, unique=True)
    unit = models.CharField(_("单位代码"), max_length=60, db_index=True)
    state = models.CharField(_("状态"), max_length=10, choices=State)
    line = models.JSONField(_("条目"), default=dict)
    related = models.JSONField(_("关联"), default=list)
    """Keys of items whose pages may link to this one's."""

    class Meta:
        verbose_name = _("已发布信息")
        verbose_name_plural = _("已发布信息")

    def __str__(self) -> str:
        return self.key


class Listing(models.Model):
    """A list of the site: how far it reaches and how much in it is public."""

    name = models.CharField(_("列表"), max_length=160, unique=True)
    title = models.CharField(_("名称"), max_length=200, blank=True)
    last = models.PositiveIntegerField(_("末位"), default=0)
    """The last position given out; positions are never given twice."""
    public = models.PositiveIntegerField(_("公开条数"), default=0)

    class Meta:
        verbose_name = _("列表")
        verbose_name_plural = _("列表")

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """An item's place in a list, counted from the oldest. It never moves, so full pages stand."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField(_("位置"))
    item = models.ForeignKey(Published, models.CASCADE, related_name="entries")
    present = models.BooleanField(_("仍在列"), default=True)
    """False once the item belongs to another list or is public no more; its place stays empty."""

    class Meta:
        verbose_name = _("列表条目")
        verbose_name_plural = _("列表条目")
        constraints = [
            models.UniqueConstraint(fields=["listing", "position"], name="entry_place_once"),
            models.UniqueConstraint(fields=["listing", "item"], name="entry_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.position}"


class Unfinished(models.Model):
    """A part of the site that may not yet be on the disk as it should be.

    Written with the change, deleted when the files are there: what a killed process leaves is
    rendered again.
    """

    artefact = models.CharField(_("部分"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("未完成")
        verbose_name_plural = _("未完成")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.artefact


class SiteFile(models.Model):
    """A file of the site: its hash, and the part it belongs to."""

    path = models.CharField(_("路径"), max_length=240, unique=True)
    artefact = models.CharField(_("部分"), max_length=200, db_index=True)
    sha256 = models.CharField(_("指纹"), max_length=64)
    size = models.BigIntegerField(_("大小"))
    seal = models.CharField(_("生成印记"), max_length=64, blank=True)
    """Vouches for what the file was made from, so that a rebuild may keep it."""

    class Meta:
        verbose_name = _("站点文件")
        verbose_name_plural = _("站点文件")

    def __str__(self) -> str:
        return self.path


class SiteState(models.Model):
    """The one row about the whole site."""

    edition = models.PositiveBigIntegerField(_("版次"), default=0)
    """How often the site has changed."""
    total = models.TextField(_("指纹和"), blank=True)
    files = models.PositiveBigIntegerField(_("文件数"), default=0)
    made_with = models.CharField(_("生成依据"), max_length=64, blank=True)
    """The hash of the settings and of the product's version the last rebuild was made with."""

    class Meta:
        verbose_name = _("站点状态")
        verbose_name_plural = _("站点状态")

    def __str__(self) -> str:
        return str(self.edition)

"""Letters mailed by the system."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications_letters", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="lettersettings",
            name="by_mail",
            field=models.BooleanField(default=False, verbose_name="由系统发送电子邮件"),
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待发"),
                            ("sent", "已发"),
                            ("failed", "没有发出"),
                            ("dropped", "不用发了"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="尝试次数")),
                (
                    "problem",
                    models.CharField(blank=True, max_length=200, verbose_name="没有发出的原因"),
                ),
                (
                    "again_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="下次尝试"
                    ),
                ),
                (
                    "claimed_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理占用至"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="生成时间"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="发出时间")),
                (
                    "requested",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="申请人何时、怎样要求电子方式"
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="退信日期")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailing",
                        to="applications_letters.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "电子邮件发送",
                "verbose_name_plural": "电子邮件发送",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["again_at"],
                        name="mailing_waiting",
                    )
                ],
            },
        ),
    ]

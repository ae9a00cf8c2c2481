"""Shape only: what may be done is asked by the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongming.reports.compiling.year import forms_for
from tongming.reports.exchange.models import Peer
from tongming.reports.sums.gathering import Basis
from tongming.units.models import Unit


class _Upload(forms.FileField):
    """A package, a receipt or a card."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """No larger than a package may be."""
        file = super().clean(data, initial)
        if file and file.size > settings.EXCHANGE_BYTES:
            most = settings.EXCHANGE_BYTES // 1_048_576
            raise forms.ValidationError(
                _("文件超过 {most} MB，没有接收。请对方按年度分开发送。").format(most=most)
            )
        return file


class CardForm(forms.Form):
    """An installation, by the card it gave."""

    card = _Upload(
        label=gettext_lazy("对方的名片文件"),
        help_text=gettext_lazy(
            "对方在“系统间交换”页面下载，或者运行 tongming exchange card 得到。"
        ),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("对方是"),
        choices=Peer.Direction.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("上级：我们向它报送。下级：它向我们报送，它的报告可以计入汇总。"),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("本系统的单位"),
        queryset=Unit.objects.none(),
        help_text=gettext_lazy(
            "对方是上级时，报送这个单位和它下面各单位的报告；是下级时，计入它的汇总。"
        ),
    )
    address = forms.URLField(
        label=gettext_lazy("对方的网址"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy(
            "例如 https://gongkai.example.gov.cn。不填就用名片上的；名片上也没有的，用文件交送。"
        ),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units
        field.initial = units.first()


class CompareForm(forms.Form):
    """A fingerprint as the other side read it out."""

    digits = forms.CharField(
        label=gettext_lazy("对方读出的指纹"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("8 组，每组 4 位。请对方读，您来输入；不要照着这一页抄。"),
    )
    how = forms.CharField(
        label=gettext_lazy("怎样核对的"),
        max_length=200,
        help_text=gettext_lazy("例如：拨打对方办公电话 0432-6221234，与张三核对。"),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class AddressForm(forms.Form):
    """Where packages go."""

    address = forms.URLField(
        label=gettext_lazy("对方的网址"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("留空就用文件交送。"),
    )


class SendForm(forms.Form):
    """Which year, which version of each report."""

    year = forms.IntegerField(label=gettext_lazy("报告年度"), min_value=2008, max_value=2200)
    basis = forms.ChoiceField(
        label=gettext_lazy("取哪一版"),
        choices=[(one.value, gettext_lazy(one.label)) for one in Basis],
        help_text=gettext_lazy(
            "一个单位只取一版；没有这一版的单位在包里列出名字。最上级单位自己的报告没有内部报送，签发后就算报送。"
        ),
    )

    def clean_year(self) -> int:
        """A year with a form."""
        year: int = self.cleaned_data["year"]
        if not forms_for(year):
            raise forms.ValidationError(_("这一年没有规定的报告格式。"))
        return year


class TakeForm(forms.Form):
    """A file somebody carried here."""

    file = _Upload(
        label=gettext_lazy("交换包或回执"),
        help_text=gettext_lazy("对方交来的文件，文件名以 .tmx.json 结尾。"),
    )

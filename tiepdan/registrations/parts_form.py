"""What is split off a mixed matter, as it is typed. No decision."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tiepdan.cases.parts import Part
from tiepdan.law.kinds import MatterKind

NAMED_KINDS = tuple(kind for kind in MatterKind if kind is not MatterKind.DENUNCIATION)


class PartsForm(forms.Form):
    """Each other kind with a subject of its own (Đ14.4)."""

    def __init__(
        self, *args: Any, kind: MatterKind, offered: Collection[MatterKind] = tuple(MatterKind), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for other in (one for one in offered if one is not kind):
            self.fields[f"split_{other.value}"] = forms.CharField(
                label=gettext("Tách thêm vụ việc %(kind)s, về việc") % {"kind": gettext(other.label).lower()},
                max_length=300,
                required=False,
                help_text=_(
                    "Khi công dân trình bày nhiều nội dung khác loại (Điều 14 khoản 4 Nghị định 154/2026/NĐ-CP)."
                )
                if other is not MatterKind.DENUNCIATION
                else _("Chỉ ghi lĩnh vực; không ghi tên ai."),
            )

    @property
    def parts(self) -> list[Part]:
        """The kinds that have a subject."""
        typed = {kind: self.cleaned_data.get(f"split_{kind.value}", "") for kind in MatterKind}
        return [Part(kind, subject) for kind, subject in typed.items() if subject]

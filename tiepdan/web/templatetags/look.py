"""What templates need of our look: icons, form controls, dates in words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.forms.widgets import CheckboxSelectMultiple, FileInput
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

WEEKDAYS = [
    gettext_noop("thứ Hai"),
    gettext_noop("thứ Ba"),
    gettext_noop("thứ Tư"),
    gettext_noop("thứ Năm"),
    gettext_noop("thứ Sáu"),
    gettext_noop("thứ Bảy"),
    gettext_noop("Chủ nhật"),
]


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing `web/icons/<name>.svg`; always beside a word, so it is silent for screen readers."""
    return SafeString(get_template(f"web/icons/{name}.svg").render())


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input itself in our look. Django adds aria-describedby and aria-invalid."""
    css = _control_class(field)
    return field.as_widget(
        attrs={"class": f"{field.field.widget.attrs.get('class', '')} {css}".strip()} if css else None
    )


def _control_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, (CheckboxInput, RadioSelect, CheckboxSelectMultiple)):
        return ""
    if isinstance(widget, Select):
        return "form-select"
    return "form-control form-control-file" if isinstance(widget, FileInput) else "form-control"


@register.simple_tag
def address(name: str, **kwargs: object) -> str:
    """The address of a page, or "" when the house has no such page."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


@register.filter
def is_tick(field: BoundField) -> bool:
    """True for a single tick box, whose label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def beside(row: Sequence[object], heads: Iterable[object]) -> list[tuple[object, object]]:
    """Each cell with the head of its column."""
    return list(zip(heads, row, strict=True))


@register.filter
def day_words(day: date) -> str:
    """'thứ Hai, 23/11/2026', in the time of Viet Nam."""
    day = _local(day)
    return f"{_(WEEKDAYS[day.weekday()])}, {day:%d/%m/%Y}"


@register.filter
def near_day_words(day: date) -> str:
    """'hôm nay', else the day in words: for lines that are read on the day itself."""
    return _("hôm nay") if _local(day) == timezone.localdate() else day_words(day)


@register.filter
def hour_words(moment: datetime) -> str:
    """'8 giờ 05', in the time of Viet Nam."""
    moment = timezone.localtime(moment)
    return f"{moment.hour} {_('giờ')} {moment:%M}"


@register.filter
def moment_words(moment: datetime) -> str:
    """'8 giờ 05, thứ Hai, 23/11/2026'."""
    return f"{hour_words(moment)}, {day_words(moment)}"


def _local(day: date) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day

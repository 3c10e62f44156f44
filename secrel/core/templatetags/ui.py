"""Tags and filters for values that repeat in rows; components with slots are in templates/cotton."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags import heroicons

from secrel.core.changes.workflow import State
from secrel.core.dates.clock import today
from secrel.core.editing.field_help import help_of
from secrel.core.models.record import AuditEntry
from secrel.core.values.texts import joined

register = template.Library()
register.filter(joined)

_RING = '<circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" stroke-width="1.5"/>'
_DISC = '<circle cx="6" cy="6" r="5" fill="currentColor"/>'
_CUT = '<path class="glyph-cut" d="{}" fill="none" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>'
GLYPHS = {  # own drawings, 12 × 12
    "ring": _RING.replace("/>", ' stroke-dasharray="2.2 1.6"/>'),
    "quarter": _RING + '<path d="M6 6V3.4A2.6 2.6 0 0 1 8.6 6Z" fill="currentColor"/>',
    "half": _RING + '<path d="M6 3.4a2.6 2.6 0 0 1 0 5.2Z" fill="currentColor"/>',
    "threeq": _RING + '<path d="M6 6V3.4A2.6 2.6 0 1 1 3.4 6Z" fill="currentColor"/>',
    "dot": _RING + '<circle cx="6" cy="6" r="2" fill="currentColor"/>',
    "check": _DISC + _CUT.format("m3.8 6.2 1.5 1.5 2.9-3.2"),
    "cross": _DISC + _CUT.format("m4.3 4.3 3.4 3.4m0-3.4L4.3 7.7"),
    "bar": _RING + '<path d="M3.9 6h4.2" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>',
}
_icon = lru_cache(maxsize=1000)(heroicons.heroicon_micro)
NONE = mark_safe('<span class="muted" aria-hidden="true">–</span><span class="vh">None</span>')
SOON = 7  # days
NEAR_GO_LIVE = 60  # days


@register.simple_tag
def heroicon_micro(name: str, **attributes: object) -> str:
    """An icon of 16 pixels, drawn once for each set of attributes."""
    return _icon(name, **attributes)


@register.simple_tag
@lru_cache(maxsize=1000, typed=True)  # by type too, as a safe text is not escaped
def chip(label: str, tone: str = "grey", glyph: str = "ring") -> SafeString:
    return format_html(
        '<span class="chip chip-{}"><svg class="glyph" viewBox="0 0 12 12" width="12" height="12" '
        'aria-hidden="true">{}</svg>{}</span>',
        tone,
        mark_safe(GLYPHS[glyph]),  # noqa: S308 - our own drawings
        label,
    )


@register.simple_tag
def finding(severity: str) -> SafeString:
    """The chip of a finding's severity: error, warning or note."""
    tone, glyph = {"error": ("red", "cross"), "warning": ("amber", "dot")}.get(severity, ("grey", "ring"))
    return chip(str(severity).capitalize(), tone, glyph)


@register.simple_tag
def field_help(field: BoundField) -> str:
    """The longer explanation of a field of a form; empty where there is none."""
    return help_of(field)


@register.simple_tag
def state(workflow_state: State) -> SafeString:
    """The chip of a workflow's state."""
    return chip(workflow_state.label, workflow_state.tone, workflow_state.glyph)


@register.simple_tag
def when(day: date | None, kind: str = "") -> SafeString:
    """A date. `due` and `ahead` add the days left when 7 or fewer; `due` also adds the days overdue."""
    if not day:
        return NONE
    left = (day - today()).days
    relative: str | SafeString = ""
    if kind == "due" and left < 0:
        relative = format_html(' <span class="late">{} overdue</span>', _days(-left))
    elif kind and 0 <= left <= SOON:
        relative = format_html(' <span class="soon">{}</span>', f"in {_days(left)}" if left else "today")
    return format_html('<time datetime="{}">{}</time>{}', day.isoformat(), f"{day.day} {day:%b %Y}", relative)


@register.simple_tag
def to_go_live(day: date | None) -> str | SafeString:
    """How far off a go-live is, for a task without a date of its own."""
    if not day:
        return ""
    left = (day - today()).days
    if left < 0:
        return format_html('<span class="late">Go-live was {} ago</span>', _days(-left))
    text = f"Go-live in {_days(left)}" if left else "Go-live today"
    return format_html('<span class="soon">{}</span>', text) if left <= NEAR_GO_LIVE else text


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    """A time, to the minute, in London."""
    if not at:
        return NONE
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), f"{local.day} {local:%b %Y, %H:%M}"
    )


@register.simple_tag
def entry_time(entry: AuditEntry, *, with_recorded: bool = False) -> SafeString:
    """When a change happened: its time. Where it was entered on another day, as examples are (ADR 7), only its day, and
    if asked the time at which it was recorded."""
    if timezone.localdate(entry.at) == entry.on:
        return moment(entry.at)
    if not with_recorded:
        return when(entry.on)
    return format_html('{}<span class="sub">recorded {}</span>', when(entry.on), moment(entry.at))


@register.filter
def money(amount: Decimal | str) -> str:
    """£1,200; pence only where there are any."""
    value = Decimal(amount)
    return f"£{value:,.0f}" if value == value.to_integral() else f"£{value:,.2f}"


@register.filter
def audit_value(value: Any) -> str:
    """A value of an audit entry: a list item by item, and a dash for None."""
    if isinstance(value, list):
        return " · ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)


@register.filter
def short_digest(digest: str) -> str:
    """The beginning of a digest, for people to compare; the element's title has all of it."""
    return digest[:12]


@register.filter
def long_day(iso: str) -> str:
    """2020-06-24 as 24 June 2020."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


@register.filter
def lookup(mapping: dict[str, Any], key: str) -> Any:
    return mapping.get(key)


@register.filter
def words(text: str) -> list[str]:
    return text.split()


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"

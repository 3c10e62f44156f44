"""Findings of the checker together by rule."""

from collections.abc import Iterable

from django import template

from governance.versions.mends.groups import FindingGroup, grouped
from governance.versions.queries.checking import CheckedFinding
from secrel.core.editing.pointing.finding import Pointed, plain, pointed_at

register = template.Library()


@register.simple_tag(takes_context=True)
def finding_pointed_at(context: template.Context) -> Pointed | None:
    """The finding for which the page was opened."""
    return pointed_at(context["request"], context.get("release"))


@register.filter
def is_about(pointed: Pointed | None, name: object) -> bool:
    return pointed is not None and plain(str(name)) in pointed.names


@register.simple_tag(takes_context=True)
def by_rule(context: template.Context, rows: Iterable[CheckedFinding]) -> list[FindingGroup]:
    """The groups of the findings, each with the correction that the page offers for it, if any."""
    return grouped(rows, context.get("offers"))

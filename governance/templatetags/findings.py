"""Findings of the checker together by rule."""

from collections.abc import Iterable

from django import template

from governance.versions.mends.groups import FindingGroup, grouped
from governance.versions.queries.checking import CheckedFinding

register = template.Library()


@register.simple_tag(takes_context=True)
def by_rule(context: template.Context, rows: Iterable[CheckedFinding]) -> list[FindingGroup]:
    """The groups of the findings, each with the correction that the page offers for it, if any."""
    return grouped(rows, context.get("offers"))

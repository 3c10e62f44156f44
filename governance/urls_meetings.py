"""Addresses of meetings, by body and day: /meetings/panel/2020-01-17/1/."""

from datetime import date

from django.urls import path, register_converter

from governance.views import items, meetings, named_changes, powers


class DayConverter:
    """A day: 2020-01-17."""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # raises ValueError for 31 February: no such address

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DayConverter, "day")
MEETING = "<slug:body>/<day:on>/"
ITEM = f"{MEETING}<int:order>/"

urlpatterns = [
    path("", meetings.meeting_list, name="meetings"),
    path("plan/", meetings.plan, name="plan-meeting"),
    path("series/", meetings.series, name="plan-series"),
    path("ask/", meetings.ask_in_words, name="ask-motion"),
    path("powers/", powers.powers, name="powers"),
    path(MEETING, meetings.meeting_page, name="meeting"),
    path(f"{MEETING}attendance/", meetings.attendance, name="meeting-attendance"),
    path(f"{MEETING}alternate/", meetings.alternate, name="meeting-alternate"),
    path(f"{MEETING}facts/", meetings.facts, name="meeting-facts"),
    path(f"{MEETING}minutes/", meetings.minutes, name="meeting-minutes"),
    path(f"{MEETING}cancel/", meetings.cancel, name="meeting-cancel"),
    path(ITEM, items.item_page, name="item"),
    path(f"{ITEM}position/", items.position, name="item-position"),
    path(f"{ITEM}interest/", items.interest, name="item-interest"),
    path(f"{ITEM}outcome/", items.outcome, name="item-outcome"),
    path(f"{ITEM}confirm/", items.confirm, name="item-confirm"),
    path(f"{ITEM}off/", items.off, name="item-off"),
    path(f"{ITEM}changes/", named_changes.put, name="item-changes"),
    path(f"{ITEM}changes/confirm/", named_changes.confirm, name="item-confirm-changes"),
]

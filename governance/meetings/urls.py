"""Addresses of meetings, by body and day: /meetings/panel/2020-01-17/1/."""

from django.urls import path

from governance.meetings.views import actions, items, meetings, objections, powers

MEETING = "meetings/<slug:body>/<day:on>/"
ITEM = f"{MEETING}<int:order>/"
OBJECTION = f"{ITEM}objections/<int:number>/"
ACTION = f"{MEETING}actions/<int:order>/"

urlpatterns = [
    path("meetings/", meetings.meeting_list, name="meetings"),
    path("meetings/plan/", meetings.plan, name="plan-meeting"),
    path("meetings/series/", meetings.series, name="plan-series"),
    path("meetings/ask/", meetings.ask_for_motion, name="ask-motion"),
    path("meetings/powers/", powers.powers, name="powers"),
    path(MEETING, meetings.meeting_page, name="meeting"),
    path(f"{MEETING}attendance/", meetings.attendance, name="meeting-attendance"),
    path(f"{MEETING}alternate/", meetings.alternate, name="meeting-alternate"),
    path(f"{MEETING}facts/", meetings.facts, name="meeting-facts"),
    path(f"{MEETING}minutes/", meetings.minutes, name="meeting-minutes"),
    path(f"{MEETING}cancel/", meetings.cancel, name="meeting-cancel"),
    path(f"{MEETING}actions/new/", actions.record, name="record-action"),
    path(ACTION, actions.action_page, name="action"),
    path(f"{ACTION}amend/", actions.amend, name="amend-action"),
    path(f"{ACTION}close/", actions.close, name="close-action"),
    path(f"{ACTION}reopen/", actions.reopen, name="reopen-action"),
    path(ITEM, items.item_page, name="item"),
    path(f"{ITEM}position/", items.position, name="item-position"),
    path(f"{ITEM}interest/", items.interest, name="item-interest"),
    path(f"{ITEM}outcome/", items.outcome, name="item-outcome"),
    path(f"{ITEM}confirm/", items.confirm, name="item-confirm"),
    path(f"{OBJECTION}answer/", objections.answer, name="answer-objection"),
    path(f"{OBJECTION}withdraw/", objections.withdraw, name="withdraw-objection"),
    path(f"{ITEM}off/", items.off, name="item-off"),
]

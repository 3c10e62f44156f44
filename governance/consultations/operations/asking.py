"""Drafting, opening, extending, closing and withdrawing a consultation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils.text import capfirst, slugify

from governance.acceptance.models import Deliverable
from governance.acceptance.operations.deliverables import consult_on_tad
from governance.consultations.deadlines import deadline_moment, deadline_words, long_day
from governance.consultations.models import Consultation, ConsultationKind
from governance.consultations.models.consultations import OWNERS
from governance.consultations.operations.news import announce_change, announce_opened, announce_withdrawn
from governance.consultations.operations.readers import (
    READERS,
    body_names,
    refuse_class,
    store_bodies,
    write_readers,
)
from governance.consultations.queries.consultations import draft_tad
from governance.consultations.workflow import CONSULTATION
from releases.models.releases import Release
from releases.steps import Step
from releases.workflow import COMING
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, Token, give_reason, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, User
from secrel.core.people.queries import working_days
from secrel.core.values.present import present

RUN = Permission.RUN_CONSULTATIONS
NOT_SLUGS = ("new", "link", "")
"""Words that stand in the place of a slug in other addresses, and no word at all."""
FARTHEST = timedelta(days=366)
FIELDS = (
    *("title", "question", "reasons", "proposed_on", "deadline_words", "decided_by", "decides_on"),
    *("is_amber", "organisations"),
)


@dataclass(frozen=True)
class ConsultationFacts:
    """What the owner writes. `deadline_at` is a time in London; None: close of play.

    `organisations` and `reading_bodies` read it if it is Amber, and nobody else.
    """

    title: str
    question: list[str]
    deadline_on: date
    deadline_at: time | None = None
    reasons: tuple[str, ...] | list[str] = ()
    proposed_on: date | None = None
    decided_by: Body | None = None
    decides_on: date | None = None
    is_amber: bool = False
    organisations: Sequence[str] = ()
    reading_bodies: Sequence[Body] = ()


@operation("governance.draft_consultation", RUN)
def draft_consultation(
    *,
    by: Actor,
    kind: str,
    release: Release | None,
    facts: ConsultationFacts,
    is_example: bool = False,
    on: date,
) -> Consultation:
    """Draft a consultation. SECAS runs it, or the DCC where it is on a draft TAD."""
    owner = Body.objects.get(key=OWNERS[ConsultationKind(kind)])
    refuse_other_owner(by, owner)
    if release is None and kind != ConsultationKind.OTHER:
        raise RuleBroken("Choose the release that it is about.", field="release")
    consultation = Consultation(
        slug=_new_slug(kind, release, facts.title),
        kind=kind,
        release=release,
        owner=owner,
        is_example=is_example,
    )
    _write(consultation, facts, on)
    consultation.save()
    record(
        **target_of(consultation),
        changes={"state": [None, consultation.state]}
        | {name: [None, getattr(consultation, name)] for name in FIELDS}
        | store_bodies(consultation, facts.reading_bodies),
        on=on,
    )
    return consultation


@operation("governance.change_consultation", RUN)
def change_consultation(
    *, by: Actor, consultation: Consultation, facts: ConsultationFacts, token: Token, on: date
) -> Consultation:
    """Change a draft. Once it is open, only its deadline changes."""
    consultation = locked(by, consultation)
    before = {name: getattr(consultation, name) for name in FIELDS}
    take_token(
        consultation,
        token,
        lambda: before | {"reading_bodies": body_names(consultation)},
        "This consultation",
    )
    if consultation.state != "draft":
        raise RuleBroken(
            "This consultation was opened, so people may have answered it. You can change its deadline, or withdraw it "
            "and draft another."
        )
    _write(consultation, facts, on)
    after = {name: getattr(consultation, name) for name in FIELDS}
    changes = {name: [before[name], after[name]] for name in FIELDS if before[name] != after[name]}
    consultation.save(update_fields=[*{*FIELDS, *READERS}, "deadline"])
    changes |= store_bodies(consultation, facts.reading_bodies)
    record(**target_of(consultation), changes=changes, on=on)
    return consultation


@operation("governance.open_consultation", RUN, edits=False)
def open_consultation(
    *, by: Actor, consultation: Consultation, token: Token, on: date, at: datetime
) -> Consultation:
    """Open a consultation: it is published for its readers, and those who follow it get a mail.

    The go-live of that day is kept as the current one. On a draft TAD the timetable gets the day.
    """
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    before, after = CONSULTATION.apply(consultation, "open", by)
    if consultation.is_over(at):
        raise RuleBroken(
            f"The deadline, {consultation.deadline_words}, has passed. Change the draft to a later one.",
            field="deadline_on",
        )
    _refuse_far(consultation, on)
    refuse_class(consultation)
    if consultation.is_about_go_live:
        _keep_current(consultation, on)
    if consultation.kind == ConsultationKind.DRAFT_TAD:
        consultation.deliverable = _dated_tad(by, present(consultation.release), on)
    consultation.opened_at = at
    consultation.save(update_fields=["state", "opened_at", "current_on", "deliverable"])
    record(
        **target_of(consultation),
        changes={"state": [before, after], "current_on": [None, consultation.current_on]},
        on=on,
    )
    announce_opened(consultation, on)
    return consultation


@operation(
    "governance.extend_consultation", RUN, reason="Give a reason. Everybody reads it beside the new deadline."
)
def extend_consultation(
    *,
    by: Actor,
    consultation: Consultation,
    deadline_on: date,
    deadline_at: time | None = None,
    decides_on: date | None = None,
    reason: str = "",
    token: Token,
    on: date,
    at: datetime,
) -> Consultation:
    """Move the deadline of an open or closed consultation to a later time, with a reason that everybody reads.

    `decides_on` is the day of the meeting, if that moves too.
    """
    consultation = locked(by, consultation)
    earlier, words = consultation.deadline, consultation.deadline_words
    take_token(consultation, token, lambda: {"deadline": words}, "This consultation")
    _refuse_issued(consultation)
    before, after = CONSULTATION.apply(consultation, "extend", by)
    _set_deadline(consultation, deadline_on, deadline_at)
    if consultation.deadline <= max(earlier, at):
        raise RuleBroken(
            f"The new deadline must be later than {words}, and not have passed: people rely on the one that was "
            "published.",
            field="deadline_on",
        )
    _refuse_far(consultation, on)
    meeting = consultation.decides_on
    if decides_on and consultation.decided_by:
        consultation.decides_on = decides_on
    _refuse_late_meeting(consultation)
    consultation.deadlines_before = [*consultation.deadlines_before, f"Before: {words}. {reason}"]
    consultation.reminded_on = None
    consultation.save(
        update_fields=[
            *("state", "deadline", "deadline_words", "deadlines_before", "decides_on", "reminded_on"),
        ]
    )
    record(
        **target_of(consultation),
        changes={
            "state": [before, after],
            "deadline_words": [words, consultation.deadline_words],
            "decides_on": [meeting, consultation.decides_on],
        },
        reason=reason,
        on=on,
    )
    announce_change(consultation, reason, on)
    return consultation


@operation("governance.close_consultation", RUN, edits=False)
def close_consultation(
    *, by: Actor, consultation: Consultation, token: Token, on: date, at: datetime
) -> Consultation:
    """Close a consultation whose deadline has passed. Late answers are still taken, and marked."""
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    before, after = CONSULTATION.apply(consultation, "close", by)
    if not consultation.is_over(at):
        raise RuleBroken(
            f"The deadline, {consultation.deadline_words}, has not passed. To stop before it, withdraw the "
            "consultation."
        )
    consultation.save(update_fields=["state"])
    record(**target_of(consultation), changes={"state": [before, after]}, on=on)
    return consultation


@operation(
    "governance.withdraw_consultation",
    RUN,
    reason="Give a reason. Everybody reads it on the consultation’s page.",
)
def withdraw_consultation(
    *, by: Actor, consultation: Consultation, reason: str = "", token: Token, on: date
) -> Consultation:
    """Withdraw a consultation: it takes no more answers. Those that it has are kept for its owner."""
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    _refuse_issued(consultation)
    before, after = CONSULTATION.apply(consultation, "withdraw", by)
    consultation.withdrawn_because = reason
    consultation.save(update_fields=["state", "withdrawn_because"])
    record(**target_of(consultation), changes={"state": [before, after]}, reason=reason, on=on)
    if consultation.opened_at:
        announce_withdrawn(consultation, reason, on)
    return consultation


def locked(by: Actor, consultation: Consultation) -> Consultation:
    """Lock a consultation for its owner; raises NotAllowed for anybody else."""
    row = locked_row(consultation)
    refuse_other_owner(by, row.owner)
    return row


def locked_row(consultation: Consultation) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("release", "owner", "decided_by").get(pk=consultation.pk)


def refuse_other_owner(by: Actor, owner: Body) -> None:
    """Raise NotAllowed unless a person acts for the owner. Jobs and the examples act for anybody."""
    if isinstance(by, User) and not by.may_in(owner.key, RUN):
        raise NotAllowed(f"{capfirst(owner.the)} runs this consultation. Ask them to do this.")


def target_of(consultation: Consultation) -> dict[str, Any]:
    return {"target": Target.PUBLIC_CONSULTATION(consultation.slug), "label": str(consultation)}


def _new_slug(kind: str, release: Release | None, title: str) -> str:
    plain = f"{release.slug}-{kind.replace('_', '-')}" if release and kind != "other" else slugify(title)[:60]
    plain = plain.strip("-") if plain not in NOT_SLUGS else "consultation"
    taken = set(Consultation.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(
        slug for slug in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )


def _write(consultation: Consultation, facts: ConsultationFacts, on: date) -> None:
    """Set what the owner wrote, after checking that it fits together."""
    if not facts.title.strip():
        raise RuleBroken("Enter a title.", field="title")
    if not facts.question:
        raise RuleBroken("Write what you ask.", field="question")
    if consultation.kind == ConsultationKind.GO_LIVE and facts.proposed_on is None:
        raise RuleBroken("Enter the go-live that is proposed.", field="proposed_on")
    if consultation.kind != ConsultationKind.GO_LIVE and facts.proposed_on:
        raise RuleBroken("Only a consultation on a changed go-live proposes a day.", field="proposed_on")
    if (facts.decided_by is None) != (facts.decides_on is None):
        raise RuleBroken(
            "Enter both the body that decides and the day of its meeting, or neither.", field="decides_on"
        )
    consultation.title, consultation.question = facts.title, list(facts.question)
    consultation.reasons, consultation.proposed_on = list(facts.reasons), facts.proposed_on
    consultation.decided_by, consultation.decides_on = facts.decided_by, facts.decides_on
    write_readers(
        consultation,
        is_amber=facts.is_amber,
        organisations=facts.organisations,
        bodies=facts.reading_bodies,
        on=on,
    )
    _set_deadline(consultation, facts.deadline_on, facts.deadline_at)
    _refuse_late_meeting(consultation)


def _set_deadline(consultation: Consultation, day: date, at: time | None) -> None:
    if not working_days().is_working_day(day):
        raise RuleBroken(
            f"{long_day(day)} is not a Working Day. Choose a Working Day for the deadline.",
            field="deadline_on",
        )
    try:
        consultation.deadline = deadline_moment(day, at or settings.CLOSE_OF_PLAY)
    except ValueError as error:
        raise RuleBroken(str(error), field="deadline_at") from error
    consultation.deadline_words = deadline_words(day, at)


def _refuse_issued(consultation: Consultation) -> None:
    if consultation.results.exists():
        raise RuleBroken(
            "The result of this consultation was issued, so it is neither opened again nor withdrawn. To ask more, "
            "draft another consultation."
        )


def _refuse_far(consultation: Consultation, on: date) -> None:
    if consultation.deadline_day > on + FARTHEST:
        raise RuleBroken(
            f"{long_day(consultation.deadline_day)} is more than a year ahead. Check the year of the deadline.",
            field="deadline_on",
        )


def _refuse_late_meeting(consultation: Consultation) -> None:
    if consultation.decides_on and consultation.decides_on < consultation.deadline_day:
        raise RuleBroken(
            f"The meeting on {long_day(consultation.decides_on)} is before the deadline. Choose a meeting on the day "
            "of the deadline or later.",
            field="decides_on",
        )


def _keep_current(consultation: Consultation, on: date) -> None:
    """Keep the go-live of the day; refuse a proposal that is no change, or has passed."""
    release, proposed_on = (
        Release.objects.get(pk=present(consultation.release_id)),
        present(consultation.proposed_on),
    )
    if release.life not in COMING:
        raise RuleBroken(
            f"The {release} is {release.get_life_display().lower()}, so its go-live cannot be consulted on."
        )
    if proposed_on == release.go_live_on:
        raise RuleBroken(
            f"The go-live is already on {long_day(proposed_on)}. Propose another day.",
            field="proposed_on",
        )
    if proposed_on <= on:
        raise RuleBroken(f"{long_day(proposed_on)} is not ahead. Propose a later day.", field="proposed_on")
    consultation.current_on = release.go_live_on
    give_reason("The consultation was opened.")


def _dated_tad(by: Actor, release: Release, on: date) -> Deliverable:
    """The draft TAD; its consultation gets the day in the timetable, unless it has one."""
    draft = draft_tad(release)
    if draft is None:
        raise RuleBroken("There is no draft TAD to consult on. Submit it first.")
    if not release.timeline.filter(steps__contains=[Step.TAD_CONSULTATION]).exclude(actual="").exists():
        consult_on_tad(by=by, release=release, began_on=on, on=on)
    return draft

"""Which operations can settle flags of a subject, so that its open flags are looked at again as soon as one is done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from governance.watch.late import (
    actions,
    baselines,
    comments,
    cut_offs,
    going_live,
    notices,
    steps,
    submissions,
)
from governance.watch.late import regression as declared
from governance.watch.late.facts import FlagFacts, SweepDay
from governance.watch.models import FlagKind as Kind


@dataclass(frozen=True)
class Settling:
    """A subject with the kinds of its flags, and the names of the operations, without those of whole documents."""

    subject: Callable[[SweepDay], Iterator[FlagFacts]]
    kinds: tuple[Kind, ...]
    operations: tuple[str, ...]


_TIMETABLE = ("releases.set_timeline", "releases.change_timeline_row", "releases.note_actual")
_DECIDED = ("governance.confirm_decision", "governance.note_paper")
_SCOPE = ("releases.move_in_scope", "releases.move_between", "releases.change_scope_item")
_STEPS = ("modifications.set_next_steps", "modifications.confirm_steps", "modifications.decide")
_GO_LIVE = ("governance.record_go_live", "governance.record_consultation_decision")

SETTLING = (
    Settling(
        cut_offs.cut_offs,
        (Kind.CUT_OFF_NEAR, Kind.CUT_OFF_PASSED, Kind.DECISION_LATE),
        (*_SCOPE, *_STEPS, *_DECIDED),
    ),
    Settling(
        baselines.baselines,
        (Kind.BASELINE_DUE, Kind.PAPERS_MISSED),
        ("governance.present", "governance.baseline", *_DECIDED, *_TIMETABLE),
    ),
    Settling(baselines.dates_off_their_rule, (Kind.DATE_MOVED,), ("releases.follow_calendar", *_TIMETABLE)),
    Settling(
        going_live.going_live,
        (Kind.GO_LIVE_NEAR, Kind.GO_LIVE_PASSED),
        ("releases.move", "releases.change", *_GO_LIVE, *_DECIDED),
    ),
    Settling(
        submissions.evidence,
        (Kind.EVIDENCE_DUE, Kind.EVIDENCE_OVERDUE, Kind.EVIDENCE_UNDATED),
        ("governance.release_evidence", "governance.set_criteria", *_TIMETABLE),
    ),
    Settling(
        submissions.deliverables,
        (Kind.DELIVERABLE_DUE, Kind.DELIVERABLE_OVERDUE),
        ("governance.submit_deliverable", *_TIMETABLE),
    ),
    Settling(
        declared.regression,
        (Kind.REGRESSION_DUE, Kind.REGRESSION_OVERDUE),
        (
            "governance.declare_regression",
            "governance.record_regression",
            "governance.withdraw_participant",
            *_TIMETABLE,
        ),
    ),
    Settling(
        submissions.conditions,
        (Kind.CONDITION_DUE, Kind.CONDITION_OVERDUE),
        ("governance.report_condition", "governance.close_condition"),
    ),
    Settling(
        comments.comment_periods,
        (Kind.COMMENTS_CLOSING, Kind.COMMENTS_OPEN),
        ("governance.answer_comment", "governance.present", "governance.withdraw", "governance.supersede"),
    ),
    Settling(
        steps.unconfirmed,
        (Kind.STEP_UNCONFIRMED,),
        _STEPS,
    ),
    Settling(
        notices.failed_publications,
        (Kind.NOTICE_FAILED,),
        ("governance.publish_notice", "governance.unschedule_notice"),
    ),
    Settling(
        actions.actions,
        (Kind.ACTION_DUE, Kind.ACTION_OVERDUE),
        ("governance.amend_action", "governance.close_action"),
    ),
)

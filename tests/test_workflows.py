"""Every workflow × state × role × move, from one literal table: everything not in it is refused, without change.

Guards come after both checks, so a bare subject is enough here; that pages refuse the same and leave no trace is
in tests/governance/versions/test_forbidden_moves.py and test_forbidden_acceptance.py.
"""

from types import SimpleNamespace

import pytest

from governance.acceptance import workflow as acceptance
from governance.composing import workflow as composing
from governance.consultations import workflow as consultations
from governance.criteria import workflow as criteria
from governance.intake import workflow as intake
from governance.meetings import workflow as meetings
from governance.notices import workflow as notices
from governance.papers import workflow as papers
from governance.regression import workflow as regression
from governance.scenarios import workflow as scenarios
from governance.versions import workflow as versions
from modifications import workflow as modifications
from releases import workflow as releases
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import ROLES
from secrel.core.changes.workflow import Machine
from secrel.core.editing.proposing import PROPOSAL
from secrel.core.people.registering import REGISTRATION

ANALYST = {("secas", "analyst")}
SECRETARY = {("secas", "secretary")}
ADMINISTRATOR = {("secas", "administrator")}
DCC = {("dcc", "delivery")}
PARTY = {("parties", "party")}
CHAIRS = {(body, "chair") for body in ("panel", "csc", "tag", "operations-group", "ssc")}
VOTERS = CHAIRS | {(body, "member") for body, _ in CHAIRS}
REVIEWERS = {(body, role) for body in ("tag", "operations-group", "ssc") for role in ("member", "chair")}
NOBODY: set[tuple[str, str]] = set()  # only what follows from another act
OPEN = {"development", "refinement", "report", "decision"}
COMING = {"planned", "system_baselined", "full_baselined", "go"}
REVIEWED = {"submitted", "met", "conditions", "not_met", "not_applicable"}
ANY_CRITERION = REVIEWED | {"open"}

# machine: {move: (states it starts from, state it ends in, roles that may)}
TABLE = {
    "STAGE": {
        "refine": ({"development"}, "refinement", ANALYST),
        "report": ({"development", "refinement"}, "report", ANALYST),
        "send_for_decision": ({"report"}, "decision", ANALYST),
        "approve": ({"report", "decision"}, "implementation", ANALYST),
        "state_approved": (OPEN, "implementation", ANALYST),
        "take_back": ({"implementation", "rejected"}, "decision", ANALYST),
        "reject": ({"report", "decision"}, "rejected", ANALYST),
        "implement": ({"implementation"}, "implemented", ANALYST),
        "withdraw": (OPEN, "withdrawn", ANALYST),
    },
    "SCOPE": {
        "target": ({"candidate", "out"}, "targeted", ANALYST),
        "approve": ({"candidate", "targeted"}, "approved", ANALYST),
        "take_out": ({"candidate", "targeted", "approved"}, "out", ANALYST),
        "reconsider": ({"out", "targeted"}, "candidate", ANALYST),
    },
    "LIFE": {
        "baseline_system": ({"planned"}, "system_baselined", NOBODY),
        "baseline_full": ({"planned", "system_baselined"}, "full_baselined", NOBODY),
        "decide_go": ({"full_baselined"}, "go", NOBODY),
        "go_live": ({"planned", "full_baselined", "go"}, "live", NOBODY),
        "close": ({"live"}, "closed", NOBODY),
        "postpone": (COMING, "postponed", ANALYST),
        "plan_again": ({"postponed"}, "planned", ANALYST),
        "cancel": (COMING | {"postponed"}, "cancelled", ANALYST),
    },
    "VERSION": {
        "comment": ({"draft"}, "comment", ANALYST),
        "present": ({"draft", "comment"}, "presented", ANALYST),
        "baseline": ({"presented"}, "accepted", CHAIRS),
        "return": ({"presented"}, "returned", CHAIRS),
        "withdraw": ({"draft", "comment", "presented"}, "withdrawn", ANALYST),
        "supersede": ({"presented", "baselined", "issued"}, "superseded", NOBODY),
    },
    "MEETING": {
        "hold": ({"planned", "held"}, "held", SECRETARY),
        "cancel": ({"planned"}, "cancelled", SECRETARY),
    },
    "ITEM": {
        "minute": ({"open", "minuted"}, "minuted", SECRETARY),
        "confirm": ({"minuted"}, "decided", CHAIRS),
        "confirm_subject": ({"minuted"}, "subject", CHAIRS),
        "confirm_changes": ({"subject"}, "decided", CHAIRS),
        "withdraw": ({"open", "subject"}, "withdrawn", ANALYST),
    },
    "CRITERION": {
        "submit": (ANY_CRITERION, "submitted", DCC | ANALYST),
        "met": (REVIEWED, "met", REVIEWERS | ANALYST),
        "conditions": (REVIEWED, "conditions", REVIEWERS | ANALYST),
        "not_met": (ANY_CRITERION, "not_met", REVIEWERS | ANALYST),
        "not_applicable": (ANY_CRITERION, "not_applicable", REVIEWERS | ANALYST),
    },
    "STANDARD": {
        "agree": ({"draft"}, "in_force", NOBODY),
        "supersede": ({"in_force"}, "superseded", NOBODY),
        "discard": ({"draft"}, "discarded", ANALYST | ADMINISTRATOR),
    },
    "EVIDENCE": {
        "release": ({"draft"}, "released", DCC | ANALYST),
        "discard": ({"draft"}, "discarded", DCC | ANALYST),
    },
    "DELIVERABLE": {
        "advise": ({"submitted", "advised"}, "advised", NOBODY),
        "accept": ({"submitted", "advised"}, "accepted", NOBODY),
        "return": ({"submitted", "advised"}, "returned", NOBODY),
        "supersede": ({"submitted", "advised", "accepted", "returned"}, "superseded", NOBODY),
    },
    "CONDITION": {
        "report": ({"open"}, "reported", DCC | ANALYST),
        "reopen": ({"reported"}, "open", ANALYST),
        "close": ({"reported"}, "closed", ANALYST),
    },
    "CONSULTATION": {
        "open": ({"draft"}, "open", ANALYST | DCC),
        "extend": ({"open", "closed"}, "open", ANALYST | DCC),
        "close": ({"open"}, "closed", ANALYST | DCC),
        "decide": ({"open", "closed", "decided"}, "decided", ANALYST | DCC),
        "withdraw": ({"draft", "open", "closed"}, "withdrawn", ANALYST | DCC),
    },
    "NOTICE": {
        "schedule": ({"draft"}, "scheduled", ANALYST),
        "unschedule": ({"scheduled"}, "draft", ANALYST),
        "publish": ({"draft", "scheduled", "correcting"}, "published", ANALYST),
        "correct": ({"published"}, "correcting", ANALYST),
        "drop_correction": ({"correcting"}, "published", ANALYST),
        "discard": ({"draft"}, "discarded", ANALYST),
        "redraft": ({"discarded"}, "draft", ANALYST),
    },
    "PARTICIPANT": {
        "join": ({"not_taking_part", "withdrawn"}, "taking_part", PARTY),
        "decline": ({"taking_part", "withdrawn"}, "not_taking_part", PARTY),
        "name": ({"not_taking_part", "withdrawn"}, "taking_part", ANALYST | DCC),
        "withdraw": ({"taking_part"}, "withdrawn", ANALYST | DCC),
    },
    "RENDERING": {
        "start": ({"queued", "rendering"}, "rendering", NOBODY),
        "finish": ({"rendering"}, "done", NOBODY),
        "fail": ({"queued", "rendering"}, "failed", NOBODY),
        "retry": ({"failed"}, "queued", ANALYST),
    },
    "ACTION": {
        "close": ({"open"}, "closed", ANALYST | SECRETARY),
        "reopen": ({"closed"}, "open", ANALYST | SECRETARY),
    },
    "OBJECTION": {
        "raise": ({"open", "answered", "reconfirm"}, "open", VOTERS),
        "answer": ({"open", "answered"}, "answered", ANALYST),
        "withdraw": ({"open", "answered", "reconfirm"}, "withdrawn", VOTERS),
        "edit": ({"open", "answered", "reconfirm", "closed"}, "reconfirm", NOBODY),
        "step_back": ({"open", "answered", "reconfirm", "closed"}, "withdrawn", NOBODY),
        "close": ({"open", "answered", "reconfirm", "closed"}, "closed", SECRETARY),
    },
    "PAPER": {
        "issue": ({"draft", "issued"}, "issued", ANALYST),
        "withdraw": ({"draft", "issued"}, "withdrawn", ANALYST),
        "redraft": ({"withdrawn"}, "draft", ANALYST),
    },
    "SCENARIO": {
        "apply": ({"open"}, "applied", ANALYST),
        "discard": ({"open"}, "discarded", ANALYST),
    },
    "PROPOSAL": {
        "accept": ({"open"}, "accepted", ANALYST),
        "send_back": ({"open"}, "sent_back", ANALYST),
        "replace": ({"open"}, "replaced", DCC),
        "read_again": ({"open"}, "replaced", ANALYST),
    },
    "UPLOAD": {
        "keep": ({"waiting"}, "read", NOBODY),
        "fail": ({"waiting"}, "failed", NOBODY),
        "confirm": ({"read"}, "imported", ANALYST),
        "discard": ({"waiting", "read", "failed"}, "discarded", ANALYST),
    },
    "REGISTRATION": {
        "verify": ({"registered"}, "verified", NOBODY),
        "confirm": ({"verified", "refused"}, "confirmed", ANALYST),
        "refuse": ({"verified", "confirmed"}, "refused", ANALYST),
    },
}
MACHINES = {
    name: value
    for module in (
        modifications,
        releases,
        meetings,
        criteria,
        composing,
        versions,
        acceptance,
        regression,
        notices,
        consultations,
        papers,
        scenarios,
        intake,
    )
    for name, value in vars(module).items()
    if isinstance(value, Machine)
} | {"PROPOSAL": PROPOSAL, "REGISTRATION": REGISTRATION}


def test_the_table_names_every_machine_and_move():
    assert {name: set(machine.moves) for name, machine in MACHINES.items()} == {
        name: set(moves) for name, moves in TABLE.items()
    }


@pytest.mark.parametrize("name", TABLE)
def test_a_move_is_of_its_states_and_roles_only(name):
    machine, tried = MACHINES[name], 0
    for key, (sources, target, may) in TABLE[name].items():
        move = machine.moves[key]
        assert (set(move.sources), move.target) == (sources, target), key
        for row in ROLES:
            by = SimpleNamespace(permissions=lambda row=row: row.permissions)
            allowed = (row.body, row.role) in may
            for state in machine.states:
                if allowed and state in sources:
                    continue
                subject = SimpleNamespace(**{machine.field: state})
                with pytest.raises(RuleBroken if allowed else NotAllowed):
                    machine.apply(subject, key, by)
                assert getattr(subject, machine.field) == state
                tried += 1
            assert allowed == (move.needs in row.permissions), (key, row.body, row.role)
        assert move.needs in SYSTEM.permissions()
    assert tried > len(ROLES) * len(TABLE[name])

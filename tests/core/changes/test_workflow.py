"""Workflow tables: the moves offered, the moves made, and the sentences of refusals."""

from dataclasses import dataclass

import pytest

from governance.composing.workflow import RENDERING
from governance.versions.workflow import VERSION
from modifications.workflow import STAGE
from releases.workflow import SCOPE
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

EDIT = Permission.EDIT_RELEASES


@dataclass
class Thing:
    state: str = "new"
    ready: bool = False


class Stranger:
    name = "A stranger"
    pk = 1

    def permissions(self):
        return frozenset()


TABLE = machine(
    "this thing",
    "state",
    [State("new", "New", "grey", "ring"), State("done", "Done", "green", "check")],
    [
        Move(
            "finish",
            "Finish",
            frozenset({"new"}),
            "done",
            EDIT,
            (
                lambda t: None if t.ready else "It is not ready.",
                lambda t: None if t.ready else "It was not checked.",
            ),
        )
    ],
)


def test_move_changes_the_state():
    thing = Thing(ready=True)
    assert TABLE.apply(thing, "finish", SYSTEM) == ("new", "done")
    assert thing.state == "done"


def test_refusal_states_all_reasons_at_once():
    with pytest.raises(RuleBroken, match=r"^Cannot finish: It is not ready\. It was not checked\.$"):
        TABLE.apply(Thing(), "finish", SYSTEM)


def test_move_from_another_state_is_refused_with_the_status():
    with pytest.raises(RuleBroken, match="the status of this thing is “Done”"):
        TABLE.apply(Thing("done", True), "finish", SYSTEM)


def test_move_without_permission_is_refused():
    with pytest.raises(NotAllowed):
        TABLE.apply(Thing(ready=True), "finish", Stranger())


def test_offered_moves_have_their_refusals():
    [(move, reasons)] = TABLE.offered(Thing(), frozenset({EDIT}))
    assert (move.key, reasons) == ("finish", ["It is not ready.", "It was not checked."])
    assert TABLE.offered(Thing(), frozenset()) == []


def test_a_table_with_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="names unknown states"):
        machine(
            "x", "state", [State("a", "A", "grey", "ring")], [Move("m", "M", frozenset({"a"}), "b", EDIT)]
        )


@pytest.mark.parametrize("table", [STAGE, SCOPE, VERSION, RENDERING], ids=lambda t: t.name)
def test_every_state_is_first_or_can_be_reached(table):
    first = next(iter(table.states))
    reached = {move.target for move in table.moves.values()} | {first}
    created = {"this version": {"draft", "baselined", "issued"}}.get(table.name, set())
    assert set(table.states) <= reached | created

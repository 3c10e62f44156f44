"""How two contents of a RID are compared: its views, names of keys, and values in words."""

from typing import Any

from governance.documents.engine.diff.comparison import Comparison
from governance.documents.rid import display
from governance.documents.rid.changes import costs, impacts, others, scope, timetable
from governance.documents.rid.changes.summary import head_parts
from governance.documents.rid.changes.views import VIEWS, CriterionRow, Summary
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.states import LISTS


def _names(old: RidContent, new: RidContent) -> dict[str, dict[str, str]]:
    """The names of the keys of each map: of further stages, lists and sections."""
    stages = old.costs.stage_names | new.costs.stage_names
    return {"further": stages, "states": LISTS, "section_notes": display.CONTENTS}


def _shown(value: Any) -> str | None:
    return value.text if isinstance(value, Summary | CriterionRow) else display.own_value(value)


COMPARISON = Comparison(
    contents=display.CONTENTS,
    spoken={"timeline": "timetable", "timeline_notes": "notes on the timetable"},
    views=VIEWS,
    values=display.VALUES,
    show=_shown,
    phrases={"states": "the list “{}”", "section_notes": "the notes in the section “{}”"},
    names=_names,
    sentences={
        **scope.SENTENCES,
        **timetable.SENTENCES,
        **impacts.SENTENCES,
        **costs.SENTENCES,
        **others.SENTENCES,
    },
    head=head_parts,
)

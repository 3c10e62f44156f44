"""The kinds of slips, by section of a document. Importing this package registers them."""

from tests.governance.documents.slips.kinds import (  # noqa: F401
    costs,
    date_rules,
    history,
    matrices,
    promises,
    terms,
    timetable,
)

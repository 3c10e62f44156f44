"""All corrections of findings that need one click. To add one, write its plan in its package and add it here."""

from governance.acceptance.mends import add_standard_criteria
from governance.versions.mends.glossary import add_acronyms, remove_unused
from governance.versions.mends.mend import Mender
from governance.versions.mends.timetable import follow_rules_again, sort_rows

MENDERS = (
    Mender("sort-timetable", "timetable-out-of-order", sort_rows),
    Mender("follow-rules", "date-against-rule", follow_rules_again),
    Mender("add-acronyms", "acronym-missing", add_acronyms),
    Mender("remove-acronyms", "acronym-unused", remove_unused),
    Mender("add-criteria", "criteria-not-standard", add_standard_criteria),
)
"""Registered at start-up (`governance.apps`)."""

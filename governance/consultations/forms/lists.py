"""The filters of consultations."""

from typing import ClassVar

from governance.versions.forms.lists import OfRelease
from secrel.core.search.list_filters import OfBody, choice


class ConsultationFilter(OfRelease, OfBody):
    """Those in one state, on one release, run by one body."""

    examples: ClassVar = {"state": "decided", "release": "june-2020", "body": "secas"}
    state = choice(
        "State",
        [("open", "Open"), ("closed", "Closed"), ("decided", "Decided"), ("withdrawn", "Withdrawn")],
    )

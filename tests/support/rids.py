"""RIDs as plain data, which tests can change more easily than types."""

from typing import Any

from governance.composing.compose import compose
from governance.documents.engine.diff.change import Change
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent
from releases.models.releases import Release

Data = dict[str, Any]


def composed(release: Release) -> Data:
    """The current content of a release."""
    return compose(release).as_data()


def compared(old: Data, new: Data) -> tuple[Change, ...]:
    """What differs between two contents."""
    return RID_KIND.compare(RidContent.of_data(old), RidContent.of_data(new))

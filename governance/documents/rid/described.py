"""Whether a modification in scope has a description."""

from governance.documents.rid.types.scope import ScopeEntry
from releases.workflow import VERB


def is_described(entry: ScopeEntry) -> bool:
    """Whether the summary says more than the verb of a status, with which earlier versions stored an empty one."""
    return entry.summary.strip() not in ("", *VERB.values())

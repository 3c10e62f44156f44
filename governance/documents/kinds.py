"""All kinds of documents. To add one, write its folder and list it here."""

from governance.documents.brief.kind import BRIEF_KIND
from governance.documents.changes.kind import CHANGES_KIND
from governance.documents.engine.kind import DocumentKind
from governance.documents.minutes.kind import MINUTES_KIND
from governance.documents.notice.kind import NOTICE_KIND
from governance.documents.pack.kind import PACK_KIND
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.redline.kind import redline_of
from governance.documents.result.kind import RESULT_KIND
from governance.documents.rid.kind import RID_KIND

KINDS: tuple[DocumentKind, ...] = (RID_KIND, NOTICE_KIND, PAPER_KIND, PACK_KIND, RESULT_KIND)
BY_KEY = {kind.key: kind for kind in KINDS}
REDLINES = {kind.key: redline_of(kind) for kind in KINDS}
"""By the kind of the documents that are compared."""
PRINTED = BY_KEY | {kind.key: kind for kind in (MINUTES_KIND, BRIEF_KIND, CHANGES_KIND, *REDLINES.values())}
"""Those that are printed: some are never frozen."""

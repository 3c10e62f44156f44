"""Models of publication notices."""

from governance.notices.models.notices import Notice
from governance.notices.models.rows import (
    NoticeDocument,
    NoticeModification,
    NoticeSpecification,
)
from governance.notices.models.versions import NoticeVersion

__all__ = ["Notice", "NoticeDocument", "NoticeModification", "NoticeSpecification", "NoticeVersion"]

"""The reason for changing a release: entered once per session, then remembered until another is entered."""

from dataclasses import dataclass

from django.http import HttpRequest

from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.drafts.unsaved_preview import REASON, asks_preview

REASON_LENGTH = 300


@dataclass
class Reason:
    """The reason for changes to `about`. `is_required`: the operation refuses to go on without it."""

    request: HttpRequest
    about: str
    is_required: bool

    @property
    def text(self) -> str:
        """As submitted now, else (if it is required) as remembered from this session. A preview needs none."""
        if asks_preview(self.request):
            return REASON
        if "reason" in self.request.POST:
            return " ".join(self.request.POST["reason"].split())[:REASON_LENGTH]
        draft = draft_for(self.request)
        if draft and "reason" in draft:
            return draft["reason"][:REASON_LENGTH]
        return self.remembered if self.is_required else ""

    @property
    def remembered(self) -> str:
        return self.request.session.get("reasons", {}).get(self.about, "")

    def remember(self) -> None:
        if self.is_required and self.text != self.remembered:
            reasons = self.request.session.get("reasons", {})
            self.request.session["reasons"] = reasons | {self.about: self.text}

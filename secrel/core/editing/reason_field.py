"""Why a release is changed: asked once per session, then remembered until another is typed."""

from dataclasses import dataclass

from django.http import HttpRequest

from secrel.core.editing.drafts.drafts import draft_for

REASON_LENGTH = 300


@dataclass
class Reason:
    """The reason for what is changed about something. `is_asked`: the operation refuses without it."""

    request: HttpRequest
    about: str
    is_required: bool

    @property
    def text(self) -> str:
        """As typed now, else as remembered of this session where it is asked."""
        if "reason" in self.request.POST:
            return " ".join(self.request.POST["reason"].split())[:REASON_LENGTH]
        kept = draft_for(self.request)
        if kept and "reason" in kept:
            return kept["reason"][:REASON_LENGTH]
        return self.remembered if self.is_required else ""

    @property
    def remembered(self) -> str:
        return self.request.session.get("reasons", {}).get(self.about, "")

    def remember(self) -> None:
        if self.is_required and self.text != self.remembered:
            known = self.request.session.get("reasons", {})
            self.request.session["reasons"] = known | {self.about: self.text}

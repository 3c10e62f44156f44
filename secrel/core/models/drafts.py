"""Input that was not saved because its author had been signed out."""

from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import models

from secrel.core.models.subscriptions import new_secret
from secrel.core.values.moments import MadeAtField


class UnsavedInput(models.Model):
    """One form as it was sent. Only its owner can see and save it.

    Like a session it is not a fact of a release: it is not in the audit trail, and is deleted after use.
    """

    key = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    owner = models.ForeignKey("core.User", models.PROTECT, related_name="unsaved_input")
    address = models.TextField(help_text="Path and query to which it was sent.")
    text = models.TextField(help_text="The fields, URL-encoded.")
    files = models.TextField(blank=True, help_text="Field and name of each chosen file, URL-encoded.")
    kept_at = MadeAtField()
    is_shown = models.BooleanField(default=False)

    class Meta:
        ordering = ["-kept_at", "-pk"]
        verbose_name_plural = "unsaved input"

    def __str__(self) -> str:
        return self.address

    @property
    def page_name(self) -> str:
        """A name for the page, built from its address: "Releases › June 2020 › Edit › Costs"."""
        parts = (unquote(part) for part in urlsplit(self.address).path.split("/") if part)
        named = (part.replace("-", " ") if part.islower() else part for part in parts)
        return " › ".join(name[:1].upper() + name[1:] for name in named) or "The home page"

    def chosen_files(self) -> list[tuple[str, str]]:
        """Field and file name of each file that has to be chosen again."""
        return parse_qsl(self.files)

"""Forms of the go-live and of what comes after it."""

from typing import Any

from django import forms

from governance.acceptance.models import Implementation
from modifications.models.documents import SecDocument
from secrel.core.editing.form_fields import DayInput, ParagraphsInput
from secrel.core.editing.forms import TokenField


class GoLiveForm(forms.Form):
    on = DayInput(label="It went live on", required=True, error_messages={"required": "Name the day."})


class ImplementationForm(forms.Form):
    """The SEC's version, that of each document the release changed, the lessons."""

    sec_version = forms.CharField(
        label="SEC version",
        required=False,
        max_length=12,
        help_text="Major and minor, such as 15.0. Empty: none is stated.",
    )
    lessons = ParagraphsInput(
        label="Lessons",
        required=False,
        max_length=20_000,
        help_text="One a paragraph. The next release finds them on its own page.",
    )
    token = TokenField()

    def __init__(
        self, *args: Any, documents: list[SecDocument], kept: Implementation | None, **options: Any
    ) -> None:
        initial: dict[str, Any] = {"token": Implementation._meta.get_field("token").default}
        if kept:
            initial = {"sec_version": kept.sec_version, "lessons": kept.lessons, "token": kept.token}
            initial |= {row.document.slug: row.version for row in kept.documents.all()}
        super().__init__(*args, initial=initial, **options)
        self.documents = documents
        for document in documents:
            self.fields[document.slug] = forms.CharField(label=str(document), required=False, max_length=12)

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        entered["versions"] = {document: entered.pop(document.slug, "") for document in self.documents}
        return entered

    @property
    def of_documents(self) -> list[forms.BoundField]:
        return [self[document.slug] for document in self.documents]

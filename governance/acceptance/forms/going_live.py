"""Forms for the go-live, and for the SEC version and lessons after it."""

from typing import Any

from django import forms

from governance.acceptance.models import Implementation
from modifications.models.documents import SecDocument
from secrel.core.editing.form_fields import DayInput, ParagraphsInput
from secrel.core.editing.forms import TokenField


class GoLiveForm(forms.Form):
    on = DayInput(label="Went live on", required=True, error_messages={"required": "Enter the date."})


class ImplementationForm(forms.Form):
    """The SEC version, the version of each document that the release changed, and the lessons."""

    sec_version = forms.CharField(
        label="SEC version",
        required=False,
        max_length=12,
        help_text="Major and minor number, such as 15.0. You can leave it empty.",
    )
    lessons = ParagraphsInput(
        label="Lessons",
        required=False,
        max_length=20_000,
        help_text="One lesson per paragraph. They are shown on the go-live page of later releases.",
    )
    token = TokenField()

    def __init__(
        self, *args: Any, documents: list[SecDocument], implementation: Implementation | None, **options: Any
    ) -> None:
        initial: dict[str, Any] = {"token": Implementation._meta.get_field("token").default}
        if implementation:
            initial = {
                "sec_version": implementation.sec_version,
                "lessons": implementation.lessons,
                "token": implementation.token,
            }
            initial |= {row.document.slug: row.version for row in implementation.documents.all()}
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

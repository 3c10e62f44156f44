"""Form for submitting the changes that a baseline was subject to."""

from typing import Any

from django import forms

from governance.meetings.models import Item
from secrel.core.editing.forms import TokenField


class PutChangesForm(forms.Form):
    """Choice of the draft that makes the named changes."""

    version = forms.ModelChoiceField(label="Changed version", queryset=None)
    token = TokenField()

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        drafts = item.version_item.version.release.versions.filter(state="draft").select_related("release")
        self.fields["version"].queryset = drafts.order_by("-major", "-minor")

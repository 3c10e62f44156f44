"""Form for submitting the changes that a baseline was subject to."""

from typing import Any

from django import forms

from governance.meetings.models import Item
from governance.versions.models import RidVersion, VersionItem
from secrel.core.editing.forms import TokenField


class PutChangesForm(forms.Form):
    """Choice of the draft that makes the named changes."""

    version = forms.ModelChoiceField(label="Changed version", queryset=None)
    token = TokenField()

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        asked = VersionItem.objects.filter(item=item).select_related("version").first()
        release = asked.version.release_id if asked else None  # other items take no version
        drafts = RidVersion.objects.filter(release=release, state="draft").select_related("release")
        self.fields["version"].queryset = drafts.order_by("-major", "-minor")

"""A filter of lists by release, for all packages above."""

from typing import ClassVar

from django import forms

from governance.versions.queries.found import releases_found_by
from releases.models.releases import Release
from secrel.core.search.list_filters import ListFilter


class OfRelease(ListFilter):
    """What is of one release. One that the reader does not find is refused like one that does not exist."""

    examples: ClassVar = {"release": "june-2021"}
    release = forms.CharField(required=False, max_length=50, help_text="Its slug.")

    def clean_release(self) -> Release | None:
        slug = self.cleaned_data["release"]
        found = releases_found_by(self.held, self.reader).filter(slug=slug).first() if slug else None
        if slug and found is None:
            raise forms.ValidationError(f"There is no release “{slug}” that you may see.")
        return found

"""The page that attaches a file to one of several objects."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.uploads import check_file, refuse_lost_upload
from secrel.core.web.http import SeeOther


class AttachForm(forms.Form):
    """`what` chooses the object by its number; `received_on` is there only with `asks_day`."""

    what = forms.ChoiceField(label="To", choices=[])
    received_on = DayInput(label="Received on", required=False)
    file = forms.FileField(
        required=False, help_text="PDF, Word, Excel, PowerPoint, CSV, text or picture; up to 25 MB."
    )

    def __init__(self, *args: Any, things: list[tuple[str, str]], asks_day: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["what"].choices = things
        self.fields["file"].widget.attrs["required"] = True
        if not asks_day:
            del self.fields["received_on"]


def attach_page(
    request: HttpRequest,
    things: list[tuple[str, str]],
    attach: Callable[..., Any],
    template: str,
    *,
    back: str,
    asks_day: bool = False,
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST of a view marked `takes_files(1)`.

    `attach` is called with the chosen object, the checked file and, with `asks_day`, the day.
    """
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, outcome = AttachForm(data, files, things=things, asks_day=asks_day), SaveOutcome()

    def attached(*, file: Any, **entered: Any) -> Any:
        refuse_lost_upload(request)
        checked = check_file(file, too_large=getattr(request, "too_large", False))
        return attach(file=checked, **entered)

    if request.method == "POST":
        outcome = save(form, attached)
        if outcome.saved:
            messages.success(request, "The file is attached.")
            return SeeOther(back)
    context |= {"form": form, "outcome": outcome, "back": back}
    return render(request, template, context, status=outcome.status)

"""The page of a sheet: open it, add rows, sort them, paste into it, save it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.drafts.unsaved_preview import UNREADABLE, asks_preview, unsaved_preview
from secrel.core.editing.pointing.cells import pointed_lines
from secrel.core.editing.pointing.finding import pointed_at
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import NOT_OPENED
from secrel.core.editing.sheets.drawing import errors_of, lines_of, sides_of, sums_of
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.proposals import Proposals
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.setting_aside import set_aside
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, opened, read_input
from secrel.core.web.http import SeeOther

MORE = 10

LONGEST_STEPS = 300_000
"""Characters of the steps that a page can undo; its script sends fewer."""

MOST_LOST = 20
"""The most cells of removed columns that a page names."""


def sheet_page(
    request: HttpRequest,
    sheet: Sheet,
    template: str,
    *,
    reason: Reason,
    proposals: Proposals | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST of a sheet. After saving, redirect to the same page.

    With `proposals`, a person who may not save proposes instead, and one who may save decides on proposals.
    """
    sheet_input, paste_messages, status = _opened(request, sheet), [], 200
    if asks_preview(request):
        return unsaved_preview(
            request,
            context,
            lambda: _act(request, sheet_input, reason, proposals),
            left=set_aside(sheet_input),
            refusal=lambda: sheet_input.sentence or UNREADABLE,
        )
    if request.method == "POST":
        if "more" in request.POST:
            sheet_input.spare += MORE
        elif "sort" in request.POST:
            sheet_input.rows, sheet_input.places = sheet.sorted_rows(sheet_input.rows), {}
            messages.info(request, f"{sheet.sorts}: done. Check the order, then save.")
        elif "pasted" in request.POST:
            at = request.POST.get("paste-at", "").rpartition(".")
            paste_messages = paste(
                sheet_input,
                request.POST.get("paste", ""),
                at[0],
                at[2],
                html=request.POST.get("paste-html", ""),
                replaces=request.POST.get("paste-mode") == "replace",
            )
        else:
            status = _act(request, sheet_input, reason, proposals)
    if status == 303:
        reason.remember()
        result = "proposed to SECAS" if proposals and proposals.only_proposes else "saved"
        if request.POST.get("decide") == "send_back":
            result = "unchanged. The proposals that you ticked were sent back"
        messages.success(request, f"{sheet.caption} {result}.")
        if sheet_input.gone:
            messages.warning(
                request,
                f"These rows are no longer listed, so they were not saved: {', '.join(sheet_input.gone)}.",
            )
        for sentence in [] if proposals and proposals.only_proposes else sheet.warnings():
            messages.warning(request, sentence)
        return SeeOther(request.get_full_path())
    submitted = (request.POST if request.method == "POST" else draft_for(request)) or {}
    block = (
        {}
        if sheet_input.pasted
        else {"pasted_block": submitted.get("paste", ""), "pasted_at": submitted.get("paste-at", "")}
    )
    context["paste_mode"] = submitted.get("paste-mode", "")
    context |= {"paste_messages": paste_messages, "reason": reason, "proposals": proposals} | block
    return _render(request, sheet_input, template, status, **context)


def _act(request: HttpRequest, sheet_input: SheetInput, reason: Reason, proposals: Proposals | None) -> int:
    """Save, propose, or decide on proposals. Returns the status of the response."""
    if not sheet_input.was_sent:
        sheet_input.sentence = NOT_OPENED
        return 422
    if sheet_input.lost:
        typed = "; ".join(sheet_input.lost[:MOST_LOST])
        sheet_input.sentence = (
            "Somebody removed a column since you opened this page. You typed in it: "
            f"{typed}. Note it down, then save the rest."
        )
        return 422
    if proposals and proposals.only_proposes:
        return proposals.make(sheet_input, today())
    if proposals and "decide" in request.POST:
        return proposals.decide(sheet_input, today())
    return save_sheet(sheet_input, by=request.user, on=today(), reason=reason.text)


def _opened(request: HttpRequest, sheet: Sheet) -> SheetInput:
    data = request.POST if request.method == "POST" else draft_for(request)
    if data and "decide" in data:  # the form for deciding on proposals has no sheet in it
        return opened(sheet)
    return read_input(sheet, data) if data else opened(sheet)


def _steps(request: HttpRequest, sheet_input: SheetInput) -> str:
    """The steps that the page can undo, as it sent them. After a conflict none, as others changed the sheet."""
    steps = request.POST.get("steps", "")
    return "" if sheet_input.conflicts or len(steps) > LONGEST_STEPS else steps


def _render(
    request: HttpRequest, sheet_input: SheetInput, template: str, status: int, **context: Any
) -> HttpResponse:
    proposals = context.get("proposals")
    lines = lines_of(sheet_input, proposals.of_cells() if proposals else {})
    if pointed := pointed_at(request, context.get("release")):
        lines = pointed_lines(pointed, sheet_input.sheet, lines)
    wrong = [] if sheet_input.pasted else list(errors_of(sheet_input, lines))
    if sheet_input.no_reason:
        wrong.insert(0, ("reason", "Reason", sheet_input.no_reason))
    sheet_context = {
        "sheet": sheet_input.sheet,
        "sheet_input": sheet_input,
        "lines": lines,
        "sums": sums_of(sheet_input.sheet, lines) if sheet_input.sheet.is_matrix else [],
        "wrong": wrong,
        "sides": sides_of(sheet_input),
        "steps": _steps(request, sheet_input),
        "more_rows": MORE,
    }
    return render(request, template, sheet_context | context, status=status)

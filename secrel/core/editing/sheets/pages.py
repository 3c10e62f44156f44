"""The page of a sheet: opened, given more rows, pasted into, saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import NOT_OPENED
from secrel.core.editing.sheets.drawing import errors_of, lines_of, sides_of, sums_of
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.proposals import Proposals
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, opened, read_input
from secrel.core.web.http import SeeOther

MORE = 10


def sheet_page(
    request: HttpRequest,
    sheet: Sheet,
    template: str,
    *,
    reason: Reason,
    proposals: Proposals | None = None,
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST of a sheet. Once it is saved, the same page comes back with what is stored now.

    Where there are `proposals`, who may not save proposes; who may decides on what is proposed.
    """
    entered, said, status = _opened(request, sheet), [], 200
    if request.method == "POST":
        if "more" in request.POST:
            entered.spare += MORE
        elif "pasted" in request.POST:
            at = request.POST.get("paste-at", "").rpartition(".")
            said = paste(entered, request.POST.get("paste", ""), at[0], at[2])
        else:
            status = _acted(request, entered, reason, proposals)
    if status == 303:
        reason.remember()
        done = "proposed to SECAS" if proposals and proposals.only_proposes else "saved"
        if request.POST.get("decide") == "send_back":
            done = "unchanged; what you ticked is sent back"
        messages.success(request, f"{sheet.caption} {done}.")
        if entered.gone:
            messages.warning(
                request, f"No longer listed, so nothing was saved for them: {', '.join(entered.gone)}."
            )
        for sentence in [] if proposals and proposals.only_proposes else sheet.warnings():
            messages.warning(request, sentence)
        return SeeOther(request.get_full_path())
    sent = (request.POST if request.method == "POST" else draft_for(request)) or {}
    block = (
        {}
        if entered.pasted
        else {"pasted_block": sent.get("paste", ""), "pasted_at": sent.get("paste-at", "")}
    )
    context |= {"said": said, "reason": reason, "proposals": proposals} | block
    return _shown(request, entered, template, status, **context)


def _acted(request: HttpRequest, entered: SheetInput, reason: Reason, proposals: Proposals | None) -> int:
    """Save, propose, or decide on proposals; returns the status of the answer."""
    if not entered.was_sent:
        entered.sentence = NOT_OPENED
        return 422
    if proposals and proposals.only_proposes:
        return proposals.make(entered, today())
    if proposals and "decide" in request.POST:
        return proposals.decide(entered, today())
    return save_sheet(entered, by=request.user, on=today(), reason=reason.text)


def _opened(request: HttpRequest, sheet: Sheet) -> SheetInput:
    data = request.POST if request.method == "POST" else draft_for(request)
    if data and "decide" in data:  # the form of decisions holds no sheet
        return opened(sheet)
    return read_input(sheet, data) if data else opened(sheet)


def _shown(
    request: HttpRequest, entered: SheetInput, template: str, status: int, **context: Any
) -> HttpResponse:
    proposals = context.get("proposals")
    lines = lines_of(entered, proposals.of_cells() if proposals else {})
    wrong = [] if entered.pasted else list(errors_of(entered, lines))
    if entered.no_reason:
        wrong.insert(0, ("reason", "Reason", entered.no_reason))
    drawn = {
        "sheet": entered.sheet,
        "entered": entered,
        "lines": lines,
        "sums": sums_of(lines) if entered.sheet.is_matrix else [],
        "wrong": wrong,
        "sides": sides_of(entered),
    }
    return render(request, template, drawn | context, status=status)

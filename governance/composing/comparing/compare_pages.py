"""A comparison as an answer to a request: the page, the redline as PDF and Word file, the list of changes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.composing.comparing.choices import Comparable, NotCompared, chosen
from governance.composing.comparing.comparison import Comparison
from governance.composing.comparing.reading import last_read, remember_read
from governance.composing.draft_pages import DraftPage
from governance.composing.models import DraftFile, LastRead
from governance.documents.changes.kind import CHANGES_KIND, rows_of
from secrel.core.dates.clock import today
from secrel.core.web.csv_text import csv_lines
from secrel.core.web.http import searched

PAGE = ""
FORMS = ("redline.pdf", "redline.docx", "changes.pdf", "changes.csv")
"""The files of a comparison, behind the address of its page."""
LAYOUTS = {"inline": "In one text", "sides": "Side by side", "list": "As a list"}


def compare(
    request: HttpRequest, comparable: Comparable, form: str = PAGE, newer: str = "", older: str = ""
) -> HttpResponse:
    """The answer to `?from=1.0&to=2.0` about one document; `newer` and `older`: their keys, if the view knows them."""
    try:
        pair = chosen(comparable, older or searched(request, "from"), newer or searched(request, "to"))
    except NotCompared as why:
        return compare_refused(request, comparable, why)
    if pair is None:
        refused = NotCompared("There are no two versions to compare yet.", 404) if form else None
        return _page(request, comparable, None, refused)
    comparison = Comparison(comparable, *pair)
    return _file(request, comparison, form) if form else _page(request, comparable, comparison, None)


def compare_refused(request: HttpRequest, comparable: Comparable, why: NotCompared) -> HttpResponse:
    """The page with the reason why two versions are not compared, and the versions to choose from."""
    return _page(request, comparable, None, why)


def _page(
    request: HttpRequest, comparable: Comparable, comparison: Comparison | None, refused: NotCompared | None
) -> HttpResponse:
    layout = searched(request, "as")
    layout = layout if layout in LAYOUTS else "inline"
    is_whole = searched(request, "show") == "all"
    default = comparable.default()
    old, new = (comparison.old, comparison.new) if comparison else default or (None, None)
    context: dict[str, Any] = {
        "comparable": comparable,
        "comparison": comparison,
        "old": old,
        "new": new,
        "layout": layout,
        "layouts": LAYOUTS,
        "is_whole": is_whole,
        "refused": refused.sentence if refused else "",
        "before": _remembered(request, comparable, comparison),
    }
    if comparison:
        context["stood"] = comparable.stood_before(comparison.new)
        context["chapters"] = comparison.folded(whole=is_whole) if layout != "list" else []
        context["whole"] = f"?{comparison.query}&as={layout}&show=all"
    status = refused.code if refused else 200
    response = render(request, "composing/compare.html", context, status=status)
    if comparison and (comparison.old.is_draft or comparison.new.is_draft):
        response.public_for = None  # type: ignore[attr-defined]
    return response


def _remembered(
    request: HttpRequest, comparable: Comparable, comparison: Comparison | None
) -> LastRead | None:
    """What the reader read last, if they may see it and there is something newer."""
    if comparison and comparison.new.is_version:
        before = remember_read(request.user, comparable.subject, comparison.new.key, today())
    else:
        before = last_read(request.user, comparable.subject)
    return since(comparable, before)


def since(comparable: Comparable, before: LastRead | None) -> LastRead | None:
    """The last reading, if there is something newer to compare it with."""
    keys = [row.key for row in comparable.choices]
    return before if before and before.version in keys[1:] else None


def _file(request: HttpRequest, comparison: Comparison, form: str) -> HttpResponse:
    old, new, of = comparison.old, comparison.new, comparison.of
    name = f"{of.file}-{old.key}-to-{new.key}"
    if form == "changes.csv":
        response = HttpResponse(
            csv_lines(rows_of(comparison.change_list())), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{name}-changes.csv"'
        return response
    what, ending = form.split(".")
    page = DraftPage(
        label=f"{of.title}: {new.name} compared with {old.in_words}",
        name=f"{name}-{what}",
        back=f"{of.page}?{comparison.query}",
        back_label="Comparison",
    )
    kind, document = (
        (comparison.redline_kind, comparison.redline())
        if what == "redline"
        else (CHANGES_KIND, comparison.change_list())
    )
    made = DraftFile.Form.WORD if ending == "docx" else DraftFile.Form.PDF
    is_draft = old.is_draft or new.is_draft
    subject = f"compare/{of.subject}/{old.key}/{new.key}" if is_draft else ""
    return page.answer(request, kind, made, document, subject=subject)

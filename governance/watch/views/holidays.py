"""Bank holidays as they count here, corrected by rows with a source; Working Days counted; how early things are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.watch.forms.calendar import CountForm, HolidayForm
from governance.watch.operations.flags import sweep
from releases.models.cut_offs import CutOffDefault
from releases.operations.calendar import CalendarEffects, correct_calendar, drop_correction
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.dates.working_days import published
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import WhyForm
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.people.queries import working_days
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, needs, searched

ADDRESS = "/calendar/holidays/"
YEARS = (2013, 2099)


@dataclass(frozen=True)
class Holiday:
    on: date
    name: str
    division: str
    source: str
    row: BankHoliday | None
    counts: bool
    """False: what the library calls a holiday is none after all."""


@login_not_required
@public_for(SHORT)
@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """Those of a year, from the library and from rows; and what is counted with them."""
    entered = searched(request, "year")
    year = int(entered) if entered in {str(year) for year in range(YEARS[0], YEARS[1] + 1)} else today().year
    counting = CountForm(request.GET if "start" in request.GET else None)
    context = {
        "year": year,
        "years": range(year - 2, year + 4),
        "rows": sorted(_of_year(year), key=lambda row: (row.on, row.division)),
        "divisions": [BankHoliday.Division(key).label for key in settings.BANK_HOLIDAYS_OF],
        "counting": counting,
        "counted": counting.counted(working_days()) if counting.is_bound and counting.is_valid() else "",
        "leads": LeadTime.objects.select_related("body"),
        "defaults": CutOffDefault.objects.all(),
    }
    return render(request, "watch/holidays.html", context)


def _of_year(year: int) -> Iterator[Holiday]:
    corrected = {(row.division, row.on): row for row in BankHoliday.objects.filter(on__year=year)}
    for key in settings.BANK_HOLIDAYS_OF:
        label = BankHoliday.Division(key).label
        for on, name in published(key, year).items():
            if (key, on) not in corrected:
                yield Holiday(on, name, label, "Published calendar", None, True)
    for (key, on), row in corrected.items():
        yield Holiday(on, row.name, BankHoliday.Division(key).label, row.source, row, row.is_holiday)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_CALENDAR)
def correct(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        HolidayForm,
        lambda **entered: _looked_at(correct_calendar(by=request.user, **entered)),
        lambda moved: (f"The calendar is corrected. {_said(moved)}", ADDRESS),
        "watch/holiday.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_CALENDAR)
def drop(request: HttpRequest, division: str, on: date) -> HttpResponse:
    """Take a correction back."""
    row = found_or_404(BankHoliday.objects.filter(division=division.replace("-", "_"), on=on), "correction")
    return form_page(
        request,
        WhyForm,
        lambda **entered: _looked_at(drop_correction(by=request.user, row=row, **entered)),
        lambda moved: (f"The correction is taken back. {_said(moved)}", ADDRESS),
        "watch/holiday.html",
        row=row,
    )


def _looked_at(moved: CalendarEffects) -> CalendarEffects:
    """Flags follow the calendar at once."""
    sweep(on=today())
    return moved


def _said(moved: CalendarEffects) -> str:
    said = []
    if moved.timetables:
        names = ", ".join(release.short_name for release in moved.timetables)
        said.append(f"Dates that follow rules moved in: {names}.")
    if moved.cut_offs:
        count = "1 default cut-off" if moved.cut_offs == 1 else f"{moved.cut_offs} default cut-offs"
        said.append(f"{count} moved; analysts see them in the calendar.")
    return " ".join(said) or "No draft timetable and no cut-off moved by it."

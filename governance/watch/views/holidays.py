"""Bank holidays with their corrections, a Working Day counter, lead times and default cut-offs."""

from datetime import date

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.watch.forms.calendar import CountForm, HolidayForm
from governance.watch.forms.lists import HolidayFilter
from governance.watch.operations.flags import sweep
from governance.watch.queries.holidays import holidays_of
from releases.models.cut_offs import CutOffDefault
from releases.operations.calendar import CalendarEffects, correct_calendar, drop_correction
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonOnlyForm
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.people.queries import working_days
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, needs

ADDRESS = "/calendar/holidays/"


@login_not_required
@public_for(SHORT)
@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """The bank holidays of a year, and the Working Day counter."""
    year = HolidayFilter(request.GET.dict()).chosen().get("year", today().year)
    counting = CountForm(request.GET if "start" in request.GET else None)
    context = {
        "year": year,
        "years": range(year - 2, year + 4),
        "rows": holidays_of(year),
        "divisions": [BankHoliday.Division(key).label for key in settings.BANK_HOLIDAYS_OF],
        "counting": counting,
        "counted": counting.result(working_days()) if counting.is_bound and counting.is_valid() else "",
        "leads": LeadTime.objects.select_related("body"),
        "defaults": CutOffDefault.objects.all(),
    }
    return render(request, "watch/holidays.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_CALENDAR)
def correct(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        HolidayForm,
        lambda **entered: _with_sweep(correct_calendar(by=request.user, **entered)),
        lambda moved: (f"The calendar has been corrected. {_summary(moved)}", ADDRESS),
        "watch/holiday.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_CALENDAR)
def drop(request: HttpRequest, division: str, on: date) -> HttpResponse:
    """Remove a correction."""
    row = found_or_404(BankHoliday.objects.filter(division=division.replace("-", "_"), on=on), "correction")
    return form_page(
        request,
        ReasonOnlyForm,
        lambda **entered: _with_sweep(drop_correction(by=request.user, row=row, **entered)),
        lambda moved: (f"The correction has been removed. {_summary(moved)}", ADDRESS),
        "watch/holiday.html",
        row=row,
    )


def _with_sweep(moved: CalendarEffects) -> CalendarEffects:
    """Update the flags, which follow the calendar."""
    sweep(on=today())
    return moved


def _summary(moved: CalendarEffects) -> str:
    sentences = []
    if moved.timetables:
        names = ", ".join(release.short_name for release in moved.timetables)
        sentences.append(f"Dates that follow a rule have moved in: {names}.")
    if moved.cut_offs:
        count = "1 default cut-off" if moved.cut_offs == 1 else f"{moved.cut_offs} default cut-offs"
        sentences.append(f"{count} moved. Analysts can see the new dates in the calendar.")
    return " ".join(sentences) or "No dates in draft timetables and no cut-offs have moved."

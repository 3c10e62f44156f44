"""Operations on the calendar: bank holidays, and the lead times of bodies for papers and evidence."""

from datetime import date

from django.db import connection

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.working_days import published
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.models.people import Body

CALENDAR_LOCK = 0x5EC2
LONGEST = 60  # Working Days; a longer lead time is a mistake
FIRST = date(2013, 9, 23)
"""The SEC's first day."""
LEADS = (
    ("panel", 5, 5, "Papers of January 2020: due 5 Working Days before"),
    ("csc", 5, 5, "Paper of September 2021: due 5 Working Days before"),
    ("tag", 5, 4, "RID of June 2020: evidence on 20 May for 27 May, with a bank holiday between"),
    ("operations-group", 5, 5, "RID of June 2020: evidence on 26 May for 2 June"),
    ("ssc", 5, 5, "As the others; confirm it"),
)


def hold_calendar() -> None:
    """Lock the calendar until the transaction ends, so that two people cannot enter the same day at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])


@operation("core.set_bank_holiday", Permission.MANAGE_CALENDAR)
def set_bank_holiday(
    *, by: Actor, on: date, division: str, name: str, is_holiday: bool, source: str
) -> BankHoliday:
    """Correct the calendar for one day: it is, or is not, a bank holiday. Raises RuleBroken if that is so already."""
    hold_calendar()
    row = BankHoliday.objects.filter(on=on, division=division).first()
    _refuse_no_change(on, division, is_holiday, row)
    before = row.is_holiday if row else None
    row = row or BankHoliday(on=on, division=division)
    row.name, row.is_holiday, row.source = name, is_holiday, source
    row.save()
    record(
        target=Target.BANK_HOLIDAY(division, on),
        label=f"{name}, {on}",
        changes={"is_holiday": [before, is_holiday], "source": [None, source]},
    )
    return row


def _refuse_no_change(on: date, division: str, is_holiday: bool, row: BankHoliday | None) -> None:
    """Raise RuleBroken for a weekend and for a correction that changes nothing."""
    where, day = BankHoliday.Division(division).label, f"{on.day} {on:%b %Y}"
    name = published(division, on.year).get(on)
    is_holiday_now = row.is_holiday if row else name is not None
    if on.weekday() >= 5:
        raise RuleBroken(f"{day} is a {on:%A}, which is never a Working Day. Choose another day.", field="on")
    if is_holiday_now and is_holiday:
        holiday = row.name if row else name
        raise RuleBroken(
            f"{day} is already a bank holiday in {where}: {holiday}. Choose another day.", field="on"
        )
    if not is_holiday_now and not is_holiday:
        raise RuleBroken(
            f"{day} is not a bank holiday in {where}, so it is already a Working Day. Choose another day.",
            field="on",
        )


@operation(
    "core.drop_bank_holiday",
    Permission.MANAGE_CALENDAR,
    reason="Give a reason. It is kept in the audit trail.",
)
def drop_bank_holiday(*, by: Actor, row: BankHoliday, reason: str) -> None:
    """Remove a correction, so that the library's calendar applies to the day again."""
    row = BankHoliday.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if row is None:
        raise RuleBroken("This correction has already been removed. Reload the page.")
    row.delete()
    record(
        target=Target.BANK_HOLIDAY(row.division, row.on),
        label=f"{row.name}, {row.on}",
        changes={"is_holiday": [row.is_holiday, None]},
        reason=reason,
    )


@operation("core.set_lead_time", Permission.MANAGE_CALENDAR)
def set_lead_time(
    *, by: Actor, body: Body, from_on: date, papers: int, evidence: int, source: str
) -> LeadTime:
    """Set how many Working Days before a body's meetings papers and evidence are due, from a day on."""
    for name, days in (("papers", papers), ("evidence", evidence)):
        if not 0 <= days <= LONGEST:
            raise RuleBroken(f"{days} Working Days is out of range: use 0 to {LONGEST}.", field=name)
    hold_calendar()
    row = LeadTime.objects.filter(body=body, from_on=from_on).first()
    before = [row.papers, row.evidence] if row else [None, None]
    row = row or LeadTime(body=body, from_on=from_on)
    row.papers, row.evidence, row.source = papers, evidence, source
    row.save()
    record(
        target=Target.LEAD_TIME(body.key, from_on),
        label=f"Lead times of the {body}",
        changes={
            "papers": [before[0], papers],
            "evidence": [before[1], evidence],
            "source": [None, source],
        },
    )
    return row


@operation("core.load_lead_times", Permission.LOAD_REFERENCE_DATA)
def load_lead_times(*, by: Actor) -> None:
    """Load the lead times of bodies for papers and evidence; existing rows are not changed."""
    before = LeadTime.objects.count()
    bodies = {body.key: body for body in Body.objects.all()}
    for key, papers, evidence, source in LEADS:
        LeadTime.objects.get_or_create(
            body=bodies[key],
            from_on=FIRST,
            defaults={"papers": papers, "evidence": evidence, "source": source},
        )
    record(
        target=Target.LEAD_TIMES(), label="Lead times", changes={"rows": [before, LeadTime.objects.count()]}
    )

"""Changes to the calendar: bank holidays, and how early bodies want what comes before them."""

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
LONGEST = 60  # Working Days; a lead time beyond it is a slip of the pen
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
    """Until the transaction ends: two people who enter the same day come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CALENDAR_LOCK])


@operation("core.set_bank_holiday", Permission.MANAGE_CALENDAR)
def set_bank_holiday(
    *, by: Actor, on: date, division: str, name: str, is_holiday: bool, source: str
) -> BankHoliday:
    """Say of one day that it is a bank holiday, or that it is none after all; refused where it is so already."""
    hold_calendar()
    row = BankHoliday.objects.filter(on=on, division=division).first()
    _refuse_known(on, division, is_holiday, row)
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


def _refuse_known(on: date, division: str, is_holiday: bool, row: BankHoliday | None) -> None:
    """A day is a holiday once, and what is none cannot stop being one."""
    where, day = BankHoliday.Division(division).label, f"{on.day} {on:%b %Y}"
    name = published(division, on.year).get(on)
    known = row.is_holiday if row else name is not None
    if on.weekday() >= 5:
        raise RuleBroken(f"{day} is a {on:%A}: no Working Day in any case. Choose another day.", field="on")
    if known and is_holiday:
        called = row.name if row else name
        raise RuleBroken(f"{day} is a bank holiday of {where} already: {called}.", field="on")
    if not known and not is_holiday:
        raise RuleBroken(f"{day} is no bank holiday of {where}, so it cannot stop being one.", field="on")


@operation(
    "core.drop_bank_holiday",
    Permission.MANAGE_CALENDAR,
    reason="Give a reason. It is kept in the audit trail.",
)
def drop_bank_holiday(*, by: Actor, row: BankHoliday, reason: str) -> None:
    """Take a correction back: the day is again what the library says."""
    row = BankHoliday.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if row is None:
        raise RuleBroken("This correction was taken back already. Load the page again.")
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
    """How many Working Days before its meetings a body wants papers and evidence, from a day on."""
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
        label=f"How early the {body} wants what comes before it",
        changes={
            "papers": [before[0], papers],
            "evidence": [before[1], evidence],
            "source": [None, source],
        },
    )
    return row


@operation("core.load_lead_times", Permission.LOAD_REFERENCE_DATA)
def load_lead_times(*, by: Actor) -> None:
    """Load how early bodies want papers and evidence; rows that are there already are kept as they are."""
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

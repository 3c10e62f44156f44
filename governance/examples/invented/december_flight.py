"""The December 2021 Example Release in full flight: comments, evidence in each state, positions, an objection, a proposal.

All of it is invented, and says so.
"""

from collections.abc import Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.acceptance.operations.asking_acceptance import ask_recommendation
from governance.acceptance.operations.evidence import draft_evidence, release_evidence
from governance.acceptance.operations.reviews import ask_about_evidence, review_criterion
from governance.acceptance.queries.evidence import basis_of
from governance.criteria.models import Criterion
from governance.examples.accounts import ADMINISTRATOR, ANALYST, DELIVERY, PARTY, SECOND, SECRETARY
from governance.examples.story import Story, day, decide, person
from governance.meetings.models import Item, Objection, Result
from governance.meetings.operations.meetings import plan_meeting
from governance.meetings.operations.objections import answer_objection
from governance.meetings.operations.positions import take_position
from governance.regression.models import Kind, Source
from governance.regression.operations.declarations import declare_regression
from governance.regression.operations.participants import declare_taking_part, name_participant
from governance.versions.models import RidVersion
from governance.versions.operations.comments import answer_comment, comment_on
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates import clock
from secrel.core.dates.operations import drop_bank_holiday, set_bank_holiday
from secrel.core.editing.proposals import ProposedCell, propose
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.files.uploads import check_file
from secrel.core.models.calendar import BankHoliday
from secrel.core.models.people import Body
from secrel.core.models.registrations import PartyCategory

ASKED = ("operations-group", "tag", "ssc", "parties")
COMMENTS = (
    ("member@operations.example", "timeline", "2021-09-21", "Example: the time between the test report and our review is short. Can the report come a week earlier?", "Example: the DCC keeps the day, and sends you a draft of the report on 15 October.", True),
    (PARTY, "scope", "2021-09-28", "Example: does MP905 cover Alerts of SMETS1 Devices too?", "", False),
)  # fmt: skip
LATE_COMMENT = "Example: please say on which day the third SECAS day falls, as the DCC has to be ready then."
REPORTS = {
    "security": "Example: the penetration test found two findings of low severity. The report lists them.",
    "operational": "Example: the service design and the results of the trial week.",
    "testing": "Example: no defect of Severity 1 or 2 is open. The file counts the others.",
    "draft": "Example, not finished: the plans for the open defects follow.",
}
REPORT = b"severity,open,with a plan\n1,0,0\n2,0,0\n3,2,2\n4,5,5\n"
NOT_MET = "Example: the trial week ended before the last correction was deployed. Show that services stayed stable after it."
CONDITIONS = [
    {"text": "Example: correct the finding on expired certificates.", "owner": "dcc", "due": "2021-10-12"},
    {"text": "Example: repeat the penetration test of that part.", "owner": "dcc", "due": "2021-10-20"},
]
POSITIONS = (
    ("member3@panel.example", "agree", "Example: the scope is small, and the dates hold."),
    ("member2@panel.example", "object", "Example: MP906 has no decision of the Authority, and its cut-off has passed."),
)  # fmt: skip
ANSWER = "Example: SECAS proposes to the CSC on 26 October to take MP906 out. Version 1.2 can be baselined with it as targeted."
WINDOW = {
    "window_from": date(2021, 12, 13),
    "window_until": date(2021, 12, 17),
    "window_permitted_by": "the Authority",
    "window_decided_on": date(2021, 10, 11),
    "window_reference": "letter of 11 October 2021 (example)",
}
"""The go-live of 9 December lies before it: the consultation asks about 16 December."""


def mistaken_holiday() -> BankHoliday:
    """A bank holiday that is entered by mistake: the date that follows from a rule is computed with it."""
    return set_bank_holiday(
        by=person(ADMINISTRATOR),
        on=day("2021-10-06"),
        division=BankHoliday.Division.ENGLAND_AND_WALES,
        name="Example: no holiday",
        is_holiday=True,
        source="Invented",
    )


def mend_holiday(row: BankHoliday) -> None:
    drop_bank_holiday(by=person(ADMINISTRATOR), row=row, reason="Example: it was entered by mistake.")


def comment_round(story: Story) -> None:
    """The first round is over; one comment of it still waits for an answer."""
    version = issue_for(story, "2021-09-13", "2021-10-01", "MP905, MP906 and MP908 added, for comment.")
    for email, section, on, text, answer, resolves in COMMENTS:
        comment = comment_on(by=person(email), version=version, section=section, text=text, on=day(on))
        if answer:
            answer_comment(by=person(ANALYST), comment=comment, text=answer, resolves=resolves, on=day(on))


def issue_for(story: Story, on: str, until: str, changes: str) -> RidVersion:
    bodies = Body.objects.filter(key__in=ASKED)
    return story.draft(on, changes, comment_until=day(until), bodies=bodies)


def second_round(story: Story) -> None:
    """A later draft is open for comment on the day of the examples; the DCC has commented."""
    version = issue_for(story, "2021-10-13", "2021-10-19", "SECAS needs three days, not two. For comment.")
    comment_on(by=person(DELIVERY), version=version, section="costs", text=LATE_COMMENT, on=day("2021-10-14"))


def hand_in(release: Release) -> None:
    """Accepted, returned with its reason, with a question, and a draft that waits for a colleague."""
    of = {
        (row.category, row.number): row
        for row in release.criteria.filter(owner__key="dcc").select_related("owner", "reviewer", "release")
    }
    stable = [of["operational", 1], of["operational", 2]]
    _evidence(stable, "operational", "2021-10-01", "2021-10-04")
    for criterion, verdict, text in zip(stable, ("met", "not_met"), ("", NOT_MET), strict=True):
        _review("member@operations.example", criterion, verdict, "2021-10-07", text)
    defects = of["testing", 4]
    _evidence([defects], "testing", "2021-10-08", "2021-10-12")
    question = "Example: which Devices do the five defects of Severity 4 concern?"
    ask_about_evidence(
        by=person("member@tag.example"), criterion=defects, text=question, on=day("2021-10-13")
    )
    _evidence([of["testing", 5]], "draft", "2021-10-08")


def security(story: Story) -> None:
    """The SSC has recommended with two conditions, a day later than planned: one is overdue, the other near."""
    release = story.release
    criterion = release.criteria.select_related("owner", "reviewer", "release").get(category="security")
    _evidence([criterion], "security", "2021-09-24", "2021-09-27")
    _review("member@ssc.example", criterion, "met", "2021-09-30")
    ssc, on = Body.objects.get(key="ssc"), "2021-10-05"
    plan_meeting(by=person(SECRETARY), body=ssc, on=day(on), number="901")
    asked = {"by": story.by, "release": release, "body": ssc, "meeting_on": day(on)}
    item = ask_recommendation(on=day("2021-09-27"), **asked)
    decide(on, item, Result.CONDITIONAL, person("chair@ssc.example"), conditions=CONDITIONS)


def _evidence(criteria: Sequence[Criterion], report: str, on: str, released: str = "") -> None:
    file = check_file(SimpleUploadedFile(f"report-{criteria[0].key}.csv", REPORT))
    facts = {"release": criteria[0].release, "criteria": criteria, "text": REPORTS[report], "add": [file]}
    draft = draft_evidence(by=person(DELIVERY), on=day(on), **facts)
    if released:
        release_evidence(by=person(SECOND["dcc"]), evidence=draft, token=AS_STORED, on=day(released))


def _review(email: str, criterion: Criterion, verdict: str, on: str, text: str = "") -> None:
    facts = {"verdict": verdict, "text": text, "evidence_digest": basis_of(criterion)}
    review_criterion(by=person(email), criterion=criterion, on=day(on), **facts)


def permit(story: Story) -> None:
    change_release(
        by=story.by,
        release=story.release,
        fields=WINDOW,
        token=AS_STORED,
        reason="Example: the Authority permits another week.",
        on=day("2021-10-11"),
    )


def deliberate(version: RidVersion) -> None:
    """One member agrees, one objects and has an answer, one has taken no position yet."""
    item: Item = version.items.get()
    for email, stance, text in POSITIONS:
        facts = {"stance": stance, "text": text, "content_digest": item.content_digest}
        on = day("2021-10-14")
        take_position(by=person(email), item=item, on=on, at=clock.moment(on), **facts)
    objection = Objection.objects.get(item=item)
    answer_objection(
        by=person(ANALYST), objection=objection, text=ANSWER, token=AS_STORED, on=day("2021-10-14")
    )


def test_with_parties(release: Release) -> None:
    """The example Supplier has declared its plan; the plan of a network operator is overdue, and all results are due."""
    by, on = person(PARTY), day("2021-09-22")
    plan = "Example: we run our 40 tests of unknown Devices in the first week of UIT."
    supplier = declare_taking_part(by=by, release=release, takes_part=True, token=AS_STORED, on=on)
    declare_regression(
        by=by, participant=supplier, kind=Kind.PLAN, text=plan, token=AS_STORED, on=day("2021-10-06")
    )
    name_participant(
        by=person(DELIVERY),
        release=release,
        organisation="Example Network Operator",
        category=PartyCategory.ELECTRICITY_NETWORKS,
        source=Source.EMAIL,
        on=on,
    )


def propose_cost(release: Release) -> None:
    """The DCC proposes another cost; an analyst has not accepted it yet."""
    cell = ProposedCell("MP904", "MP904", "sit", "SIT", "9,000", "11,500")
    propose(
        by=person(DELIVERY),
        place=SheetPlace(f"release:{release.slug}", "costs"),
        label=f"Costs of the {release}",
        cells=[cell],
        reason="Example: one more test cycle.",
        on=day("2021-10-14"),
    )

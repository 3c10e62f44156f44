"""June 2021: ten versions from July 2020, from one system-impacting modification to five on documents only."""

from decimal import Decimal

from costs.operations.operational import set_secas_effort
from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.queries.standard import standard_criteria
from governance.examples.story import EVERY_PARTY, REASON, Story, day
from modifications.operations.register import move_stage
from releases.models.releases import Release
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.releases import change_release
from releases.operations.testing import set_test_strategy
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes.operations import AS_STORED, Actor

TITLES = {
    "SECMP0067": "Service Request Traffic Management",
    "MP106": "CHISM update for Unknown WAN Variant",
    "MP116": "Service Request Forecasting",
    "MP138": "DCC Service Testing in ETAD",
    "DP144": "Charging of Random Sample Privacy Assessments",
    "DP145": "Draft Proposal 145 (its title was not published)",
    "MP146": "SM WAN Coverage Date",
    "MP147": "SMKI Full Extract",
    "DP153": "Follow up changes for Communications Hub Finance Charges",
}
DESCRIPTIONS = {
    "SECMP0067": "manage the traffic of Service Requests, so that one User’s peak does not slow the others.",
    "MP106": "add guidance to Appendix I on how to interpret an empty answer to Service Request (SR) 12.1: the WAN variant is unknown.",
    "MP116": "improve how Users forecast their Service Requests.",
    "MP138": "set out the DCC’s service testing in the Enduring Testing Approach Document (ETAD).",
    "DP144": "charge a Random Sample Privacy Assessment to the Other User it concerns, where all DCC Users shared its cost before.",
    "DP145": "change SEC documents only.",
    "MP146": "take the fixed date of 1 January 2021 out of Section H8.16, so that Suppliers keep their service in areas without WAN coverage yet.",
    "MP147": "have the DCC produce the full extract of the Smart Metering Key Infrastructure (SMKI) weekly and no longer daily.",
    "DP153": "have the DCC invoice Communications Hub Finance Charges separately only where the agreement with the Approved Finance Party asks for it (Section J1.2(b)).",
}
IMPACTS = {
    "MP106": (EVERY_PARTY, "Appendix I"),
    "DP144": ((*EVERY_PARTY, "dcc"), "Section I"),
    "MP146": (("suppliers", "dcc"), "Section H"),
    "MP147": (("dcc",), "Appendix O"),
    "DP153": (("dcc",), "Section J"),
}
POINTS = [
    ("all_sec_parties", "", "An empty answer to SR 12.1 is to be read as an unknown WAN variant.", "MP106"),
    (
        "all_sec_parties",
        "",
        "Only Other Users pay for Random Sample Privacy Assessments, unless the Panel asks for one.",
        "DP144",
    ),
    ("suppliers", "", "Suppliers can rely on current coverage information to extend their service.", "MP146"),
    ("dcc", "Operational changes", "The DCC produces the full SMKI extract once a week.", "MP147"),
]
TIMELINE = [
    (
        "2020-07-17",
        "Panel baselines the RID for system-impacting modifications",
        "Includes modifications that are targeted and not yet approved.",
    ),
    (
        "2020-12-11",
        "Panel baselines the RID for the other modifications",
        "Baselines the document again, with the modifications that do not affect DCC systems.",
    ),
    (None, "Release go-live", "The changes take effect."),
]


AS_PUBLISHED = "The document published on that day has this error."


def load(by: Actor, chair: Actor) -> Release:
    """Create the ten versions of its document history; returns the release."""
    story = Story(
        by,
        chair,
        "2020-07-06",
        slug="june-2021",
        name="June 2021 SEC Release",
        slot="june",
        go_live_on=day("2021-06-24"),
        profile=Release.Profile.SYSTEM,
        other_codes="none",
    )
    items = {}

    def enter(on: str, reference: str, body: str = "", system: bool = False, ground: str = "") -> None:
        modification = story.register(
            on, reference, TITLES[reference], "refinement", impacts_dcc_systems=system
        )
        items[reference] = story.enter(on, modification, DESCRIPTIONS[reference], body=body, ground=ground)
        if reference in IMPACTS:
            participants, document = IMPACTS[reference]
            story.impact(on, items[reference], participants, [document])

    enter("2020-07-06", "SECMP0067", "panel", system=True)
    add_timeline_rows(by=by, release=story.release, rows=TIMELINE, on=day("2020-07-06"), reason=REASON)
    story.criteria("2020-07-09")
    _first_baselines(story, items, enter)
    _issues(story, items, enter)
    story.evidence("2021-06-15")
    story.review("2021-06-17")
    story.go_live("2021-06-24")
    return Release.objects.get(pk=story.release.pk)


def _first_baselines(story: Story, items: dict, enter) -> None:
    by, release = story.by, story.release
    draft = story.draft("2020-07-10", "First draft, presented to the Panel.")
    story.baseline("2020-07-24", story.present("2020-07-10", draft, "2020-07-17"))
    for reference in ("MP106", "MP116", "MP138", "DP144", "DP145", "MP147"):
        enter("2020-11-27", reference, "panel")
    story.leave("2020-11-27", items["SECMP0067"], "rejected")
    modification = items["SECMP0067"].modification
    for move in ("report", "reject"):
        move_stage(by=by, modification=modification, move=move, on=day("2020-11-27"))
    change_release(
        by=by,
        release=release,
        fields={"profile": Release.Profile.DOCUMENT, "change_requests": "none"},
        token=AS_STORED,
        reason="With SECMP0067 the last change to the DCC's systems left.",
        on=day("2020-11-30"),
    )
    set_test_strategy(
        by=by,
        release=release,
        dcc_approach=None,
        user_approach=None,
        on=day("2020-11-30"),
        token=AS_STORED,
        reason=REASON,
    )
    standard = standard_criteria(Release.Profile.DOCUMENT)
    rows = [(row.category, row.text, row.owner, row.reviewer) for row in standard]
    set_criteria(by=by, release=release, criteria=rows, on=day("2020-11-30"), token=AS_STORED, reason=REASON)
    set_secas_effort(
        by=by,
        release=release,
        kind="implementation",
        days=Decimal(2),
        on=day("2020-12-01"),
        token=AS_STORED,
        reason=REASON,
    )
    set_secas_effort(
        by=by,
        release=release,
        kind="project_management",
        days=Decimal(5),
        on=day("2020-12-01"),
        token=AS_STORED,
        reason=REASON,
    )
    _summaries(story, items, "2020-12-02", ("MP106", "DP144", "MP147"))
    draft = story.draft(
        "2020-12-04",
        "MP106, MP116, MP138, DP144, DP145 and MP147 added; SECMP0067 rejected. Presented to the Panel.",
    )
    story.baseline("2020-12-14", story.present("2020-12-04", draft, "2020-12-11"))


def _issues(story: Story, items: dict, enter) -> None:
    enter("2021-01-29", "MP146", "panel", ground="more_efficient")
    _summaries(story, items, "2021-01-29", ("MP106", "DP144", "MP146", "MP147"))
    story.issue("2021-01-29", "MP146 added to the scope.", waiving=AS_PUBLISHED)
    story.approve("2021-02-24", items["MP146"])
    story.issue("2021-02-24", "MP146 approved.", waiving=AS_PUBLISHED)
    story.leave("2021-03-12", items["MP116"], "moved", "Targeted at a later release.")
    story.leave("2021-03-12", items["DP145"], "lead_time", "Not ready for this release.")
    enter("2021-03-12", "DP153", "csc", ground="more_efficient")
    story.issue("2021-03-12", "MP116 and DP145 left the scope; DP153 added.", waiving=AS_PUBLISHED)
    story.leave("2021-04-30", items["MP138"], "moved", "It is delivered in November 2021.")
    story.convert("2021-04-30", "DP144")
    story.convert("2021-04-30", "DP153")
    story.issue(
        "2021-04-30", "MP138 left the scope. DP144 and DP153 are now MP144 and MP153.", waiving=AS_PUBLISHED
    )
    for reference in ("MP106", "MP147"):
        story.approve("2021-05-04", items[reference], recorded=False)
    story.approve("2021-05-11", items["DP153"])
    story.issue("2021-05-11", "MP153 approved.", waiving=AS_PUBLISHED)
    story.approve("2021-06-01", items["DP144"])
    story.issue("2021-06-01", "MP144 approved.", waiving=AS_PUBLISHED)


def _summaries(story: Story, items: dict, on: str, references: tuple[str, ...]) -> None:
    points = [
        SummaryPointFacts(audience, text, area, modifications=(items[reference].modification,))
        for audience, area, text, reference in POINTS
        if reference in references
    ]
    set_summary(by=story.by, release=story.release, points=points, on=day(on), token=AS_STORED, reason=REASON)

"""June 2021 as published in version 8.0: document-only, five modifications, ten versions."""

from datetime import date
from decimal import Decimal

from costs.operations import set_secas_effort
from governance.operations.acceptance import copy_standard_criteria
from governance.operations.versions import issue_version, record_earlier_version
from modifications.operations.impacts import set_impacts
from modifications.operations.register import register_modification
from releases.models import Release
from releases.operations.impacts import add_summary_point
from releases.operations.releases import create_release
from releases.operations.scope import add_to_scope
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes import Actor

ISSUED = date(2021, 6, 1)
ALL_PARTIES = ("suppliers", "electricity_networks", "gas_networks", "other_sec_parties")
MODIFICATIONS = [
    (
        "MP106",
        "CHISM update for Unknown WAN Variant",
        "add guidance to Appendix I on how to read an empty answer to Service Request (SR) 12.1: the WAN variant is unknown.",
        ALL_PARTIES,
        "Appendix I",
        (),
    ),
    (
        "MP144",
        "Charging of Random Sample Privacy Assessments",
        "charge a Random Sample Privacy Assessment to the Other User it concerns, where all DCC Users shared its cost before.",
        (*ALL_PARTIES, "dcc"),
        "Section I",
        (),
    ),
    (
        "MP146",
        "SM WAN Coverage Date",
        "take the fixed date of 1 January 2021 out of Section H8.16, so that Suppliers keep their service in areas without WAN coverage yet.",
        ("suppliers", "dcc"),
        "Section H",
        (),
    ),
    (
        "MP147",
        "SMKI Full Extract",
        "have the DCC produce the full extract of the Smart Metering Key Infrastructure (SMKI) weekly and no longer daily.",
        ("dcc",),
        "Appendix O",
        (),
    ),
    (
        "MP153",
        "Follow up changes for Communications Hub Finance Charges",
        "have the DCC invoice Communications Hub Finance Charges separately only where the agreement with the Approved Finance Party asks for it (Section J1.2(b)).",
        ("dcc",),
        "Section J",
        ("DP153",),
    ),
]
POINTS = [
    ("all_sec_parties", "", "An empty answer to SR 12.1 is to be read as an unknown WAN variant.", "MP106"),
    (
        "all_sec_parties",
        "",
        "Only Other Users pay for Random Sample Privacy Assessments, unless the Panel asks for one.",
        "MP144",
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
        "Re-baselines the document with the modifications that touch no system.",
    ),
    (None, "Release go-live", "The changes take effect."),
]
HISTORY = [
    ("0.1", "draft", date(2020, 7, 10), "First draft, presented to the Panel."),
    ("1.0", "baseline", date(2020, 7, 24), "Baselined by the Panel for the scope on the DCC's systems."),
    (
        "1.1",
        "draft",
        date(2020, 12, 4),
        "MP106, MP116, MP138, DP144, DP145 and MP147 added; SECMP0067 rejected. Presented to the Panel.",
    ),
    ("2.0", "baseline", date(2020, 12, 14), "Baselined by the Panel for the full scope."),
    ("3.0", "issue", date(2021, 1, 29), "MP146 added to the scope."),
    ("4.0", "issue", date(2021, 2, 24), "MP146 approved."),
    ("5.0", "issue", date(2021, 3, 12), "MP116 and DP145 left the scope; DP153 added."),
    ("6.0", "issue", date(2021, 4, 30), "MP138 left the scope."),
    ("7.0", "issue", date(2021, 5, 11), "MP153 approved."),
]


def load(by: Actor) -> Release:
    """Enter the release and issue version 8.0; returns it."""
    release = create_release(
        by=by,
        slug="june-2021",
        name="June 2021 SEC Release",
        go_live_on=date(2021, 6, 24),
        profile=Release.Profile.DOCUMENT,
        change_requests="none",
        other_codes="none",
        on=date(2020, 7, 10),
    )
    registered = {}
    for reference, title, description, participants, document, former in MODIFICATIONS:
        modification = register_modification(
            by=by,
            reference=reference,
            title=title,
            stage="implementation",
            impacts_dcc_systems=False,
            former=former,
            on=ISSUED,
        )
        registered[reference] = modification
        part = modification.parts.get()
        set_impacts(by=by, part=part, participants=participants, documents=[document], on=ISSUED)
        add_to_scope(by=by, release=release, part=part, status="approved", description=description, on=ISSUED)
    for audience, area, text, reference in POINTS:
        add_summary_point(
            by=by,
            release=release,
            audience=audience,
            area=area,
            text=text,
            modifications=[registered[reference]],
            on=ISSUED,
        )
    add_timeline_rows(by=by, release=release, rows=TIMELINE, on=ISSUED)
    set_secas_effort(by=by, release=release, kind="implementation", days=Decimal(2), on=ISSUED)
    set_secas_effort(by=by, release=release, kind="project_management", days=Decimal(5), on=ISSUED)
    copy_standard_criteria(by=by, release=release, on=date(2020, 12, 14))
    for number, kind, dated_on, changes in HISTORY:
        record_earlier_version(
            by=by, release=release, number=number, kind=kind, dated_on=dated_on, changes=changes
        )
    issue_version(by=by, release=release, changes="MP144 approved.", on=ISSUED)
    return release

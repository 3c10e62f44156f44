"""The seven publication notices of 2020, with their facts as published. What they state without listing has no rows.

The sentence on where to get help is ours, with the address and the number that they print. Titles of modifications are those in the notices.
"""

from dataclasses import dataclass, field, replace

from governance.examples.story import day
from governance.notices.facts import DocumentFacts, NoticeFacts, SpecificationFacts
from governance.notices.operations.drafting import draft_notice
from governance.notices.operations.editing import (
    set_notice_documents,
    set_notice_modifications,
    set_notice_specifications,
)
from governance.notices.operations.publishing import publish_notice
from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from modifications.operations.register import add_part, register_modification
from modifications.queries import find
from secrel.core.changes.operations import AS_STORED, Actor

NAMES_OF_2020 = {
    "SECMP0069": "EU Exit Changes",
    "MP130": "CH order and delivery changes due to COVID-19",
    "MP123": "IVP realignment of SMETS2 v2.0 and v3.1",
    "MP135": "Correcting equivalence in Security Standards",
}
NOVEMBER = {
    "SECMP0062 part 2": "Northbound Application Traffic Management – Alert Storm Protection",
    "MP080": "Managing DUIS uplifts",
    "MP081": "Alignment of DUIS and CHISM to reflect current DCC Processing",
    "MP093": "Implementing IRP511 and CRP535 to support GBCS v3.2 devices",
    "MP098": "Incorporation of multiple Issue Resolution Proposals into the SEC - Batch 3",
    "MP101": "Large Gas Meter Displays",
    "MP102A": "Power Outage Alerts triggered by an OTA firmware upgrade",
    "MP103": "DCC SOC2 Assessments",
    "MP110": "Aligning SEC Appendix D with DCC Processes",
    "MP112": "Setting the Privacy Assessment Assurance Status",
    "MP115": "Changes to the NCSC Good Practice Guides",
    "MP118": "Communications Hub Finance Charges",
    "MP120": "Correcting DUIS Matrix for SRV7.7 Eligible Users",
    "MP124": "Consequential changes to DUIS and MMC",
    "MP127": "SMKI RAPP Security Screening clarification",
    "MP131": "Default maximum demand configuration conflict",
    "MP133": "Consequential changes to SEC Section G",
    "MP142": "Clarification to the MMC",
}
# document: on CodeWorks, by modification, by government designation
NOVEMBER_DOCUMENTS = {
    "Section A": "yes yes no",
    "Section G": "yes yes no",
    "Section I": "yes yes no",
    "Section J": "yes yes no",
    "Section L": "yes yes no",
    "Schedule 8": "no yes yes",
    "Schedule 9": "no yes yes",
    "Schedule 10": "no no yes",
    "Schedule 11": "yes yes yes",
    "Appendix A": "no yes no",
    "Appendix B": "no yes yes",
    "Appendix D": "yes yes yes",
    "Appendix E": "yes yes yes",
    "Appendix I": "yes yes no",
    "Appendix L": "yes yes no",
    "Appendix M": "no no yes",
    "Appendix O": "no no yes",
    "Appendix Q": "no yes no",
    "Appendix AB": "yes no yes",
    "Appendix AC": "yes no yes",
    "Appendix AD": "no yes yes",
    "Appendix AF": "no yes yes",
}
OWN_VERSIONS = (
    "From this release on, each Section and Subsidiary Document of the SEC has a version of its own."
)
HELP = "For questions, email sec.change@gemserv.com or call the SECAS Helpdesk on 020 7090 7755."
MARKED_UP = (
    "SECAS prepared full marked-up versions of the Smart Metering Equipment Technical Specifications 2 (SMETS2), version "
    "29 November 2020, and of the GB Companion Specification (GBCS), version 4.0, against those published before."
)
LOG = "A Document Log lists the documents that make up the SEC at present."


@dataclass(frozen=True)
class Example:
    """The facts of one notice. `documents`: designation, and whether it is on CodeWorks."""

    published: str
    about: str
    title: str
    form: str
    modification: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)


AD_HOC = (
    Example(
        "2020-01-31",
        "",
        "SEC version 6.24: SECMP0069 implemented",
        "ad_hoc",
        "SECMP0069",
        dict.fromkeys(("Section A", "Section D", "Section I"), "not_stated"),
        {"sec_version": "6.24"},
    ),
    Example(
        "2020-02-27",
        "",
        "February 2020 SEC Release implemented",
        "release",
        "",
        {"Section G": "yes", "Section Z": "yes", "Appendix H": "not_stated"},
        {"release_name": "February 2020 SEC Release", "stated_count": 3, "changes": [OWN_VERSIONS, LOG]},
    ),
    Example(
        "2020-04-03",
        "appendix-ak",
        "Appendix AK updated by the DCC",
        "documents",
    ),
    Example(
        "2020-05-27",
        "mp130",
        "Ad-hoc SEC Release: MP130 implemented",
        "ad_hoc",
        "MP130",
        {"Section F": "yes"},
    ),
    Example(
        "2020-05-29",
        "mp123",
        "Ad-hoc SEC Release: MP123 implemented",
        "ad_hoc",
        "MP123",
        {"Schedule 11": "not_stated"},
    ),
    Example(
        "2020-07-23",
        "mp135",
        "Ad-hoc SEC Release: MP135 implemented",
        "ad_hoc",
        "MP135",
        {"Section G": "yes"},
    ),
)
SIDE_BY_SIDE = [SpecificationFacts("SMETS2", version, "in_force") for version in ("v2.0", "v3.1")]


def load(by: Actor, chair: Actor) -> None:
    """Publish the notices in order of time, each on its own day."""
    for example in AD_HOC:
        _publish_short(by, example)
    _publish_november(by)


def _publish_short(by: Actor, example: Example) -> None:
    part = _part(by, example.modification, NAMES_OF_2020, example.published) if example.modification else None
    rows = [
        DocumentFacts(
            document=SecDocument.objects.get(designation=name),
            codeworks=codeworks,
            by_modification=True,
            modifications=[part] if part else [],
        )
        for name, codeworks in example.documents.items()
    ]
    if example.form == "documents":
        rows = [
            DocumentFacts(
                document=SecDocument.objects.get(designation="Appendix AK"),
                by_notification=True,
                clause="Clause 4.2 of Appendix AK",
                notification="after the conclusions on the SMETS1 Uplift 1.1 consultation",
            )
        ]
    specifications = SIDE_BY_SIDE if example.modification == "MP123" else []
    facts = NoticeFacts(
        title=example.title,
        form=example.form,
        effective_on=day(example.published),
        publish_on=day(example.published),
        **example.facts,
    )
    _publish(by, facts, example.about, [part] if part else [], rows, specifications)


def _publish_november(by: Actor) -> None:
    on = "2020-11-27"
    facts = NoticeFacts(
        title="SEC version 27.0: November 2020 SEC Release",
        form="release",
        release_name="November 2020 SEC Release",
        sec_version="27.0",
        stated_count=18,
        effective_on=day("2020-11-29"),
        publish_on=day(on),
        changes=[
            "The government designated, or re-designated, SEC Subsidiary Documents on the same day.",
            MARKED_UP,
        ],
    )
    rows = []
    for name, stated in NOVEMBER_DOCUMENTS.items():
        codeworks, modification, designation = stated.split()
        rows.append(
            DocumentFacts(
                document=SecDocument.objects.get(designation=name),
                codeworks=codeworks,
                by_modification=modification == "yes",
                by_designation=designation == "yes",
            )
        )
    _publish(by, facts, "", [_part(by, name, NOVEMBER, on) for name in NOVEMBER], rows, [])


def _publish(
    by: Actor,
    facts: NoticeFacts,
    about: str,
    parts: list[Part],
    documents: list[DocumentFacts],
    specifications: list[SpecificationFacts],
) -> None:
    common = {"by": by, "on": facts.publish_on}
    notice = draft_notice(facts=replace(facts, help=(HELP,)), about=about, **common)
    edit = common | {"notice": notice, "token": AS_STORED}
    if parts:
        set_notice_modifications(rows=[(part, "Implemented") for part in parts], **edit)
    set_notice_documents(rows=documents, **edit)
    if specifications:
        set_notice_specifications(rows=specifications, **edit)
    publish_notice(**edit)


def _part(by: Actor, name: str, titles: dict[str, str], on: str) -> Part:
    """The part, registered if the register does not have it yet."""
    reference, _, part = name.partition(" part ")
    modification = find(reference)
    if modification is None:
        modification = register_modification(
            by=by, reference=reference, title=titles[name], stage="implemented", on=day(on), parts=[part]
        )
    existing = Part.objects.filter(modification=modification, name=part).first()
    return existing or add_part(by=by, modification=modification, name=part, on=day(on))

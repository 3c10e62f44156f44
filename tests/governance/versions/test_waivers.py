"""An error blocks presenting and issuing until it is corrected or waived with a reason that is shown."""

from dataclasses import replace

import pytest

from governance.versions.models import Waiver
from governance.versions.operations.versions import issue_draft, issue_version, present_version
from governance.versions.operations.waivers import lift_waiver, waive_finding
from governance.versions.queries.checking import check_version, with_waivers
from governance.versions.queries.current import check_release, current_rid
from modifications.operations.impacts import set_impacts
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.record import AuditEntry
from tests.governance.meetings.deciding import MEETING, waive_all

pytestmark = pytest.mark.django_db
MESSAGE = "MP153 is in scope and changes no document."
RULE = "document-column-empty"


@pytest.fixture
def wrong(examples, people):
    """June 2021 after its second baseline, with a modification that changes no document."""
    part = scope_item("june-2021", "MP153").get().part
    set_impacts(
        by=people.analyst, part=part, participants=["suppliers"], documents=[], reason="As agreed", on=MEETING
    )
    return examples.june


def blocking(release) -> list:
    return [row.finding for row in check_release(release) if row.blocks]


def issued(wrong, people):
    return issue_version(by=people.analyst, release=wrong, changes="MP153 changes nothing.", on=MEETING)


def test_an_error_blocks_issuing(wrong, people):
    with pytest.raises(RuleBroken) as refused:
        issued(wrong, people)
    assert MESSAGE in refused.value.sentence
    assert refused.value.sentence.startswith("9.0 has ")
    assert wrong.versions.filter(major=9).count() == 0


def test_an_error_blocks_presenting_and_names_the_page_that_waives_it(wrong, people, day):
    draft = issue_draft(by=people.analyst, release=wrong, changes="Less.", on=day)
    with pytest.raises(RuleBroken) as refused:
        present_version(by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=day)
    assert MESSAGE in refused.value.sentence
    assert refused.value.link == ("/releases/june-2021/rid/8.1/checks/", "Checks")
    waive_all(people.analyst, wrong)
    presented = present_version(by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=day)
    assert presented.state == "presented"


def test_a_waived_error_does_not_block_until_the_waiver_is_withdrawn_and_both_are_recorded(
    wrong, people, day
):
    waive_all(people.analyst, wrong)
    assert blocking(wrong) == []
    assert MESSAGE not in [row.message for row in current_rid(wrong).unwaived]
    waiver = Waiver.objects.get(finding=MESSAGE)
    lift_waiver(by=people.analyst, release=wrong, waiver=waiver, reason="It matters.", on=day)
    assert [finding.message for finding in blocking(wrong)] == [MESSAGE]
    entries = AuditEntry.objects.filter(target="releases/june-2021/checks", changes__finding__1=MESSAGE)
    assert [(row.action, row.reason) for row in entries.order_by("position")] == [
        ("governance.waive_finding", "Known."),
        ("governance.lift_waiver", "It matters."),
    ]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_waiver_needs_a_reason(wrong, people, day, reason):
    with pytest.raises(RuleBroken, match="Give a reason for waiving this error"):
        waive_finding(by=people.analyst, release=wrong, finding=blocking(wrong)[0], reason=reason, on=day)


def test_only_errors_are_waived_and_each_once(examples, wrong, people, day):
    finding = blocking(wrong)[0]
    common = {"by": people.analyst, "release": wrong, "reason": "x", "on": day}
    waive_finding(finding=finding, **common)
    with pytest.raises(RuleBroken, match="This error is already waived"):
        waive_finding(finding=finding, **common)
    warning = next(row.finding for row in check_release(wrong) if row.finding.severity == "warning")
    with pytest.raises(RuleBroken, match="Only errors can be waived"):
        waive_finding(finding=warning, **common)


def test_a_waiver_applies_to_the_exact_finding_only(wrong, people, day):
    waive_all(people.analyst, wrong)
    part = scope_item("june-2021", "MP147").get().part
    set_impacts(
        by=people.analyst, part=part, participants=["suppliers"], documents=[], reason="As agreed", on=day
    )
    assert "MP147 is in scope and changes no document." in [finding.message for finding in blocking(wrong)]


def test_a_waiver_covers_the_same_facts_in_other_words(wrong, people, day):
    found = next(row for row in blocking(wrong) if row.message == MESSAGE)
    waiver = waive_finding(by=people.analyst, release=wrong, finding=found, reason="Known.", on=day)
    reworded = replace(found, message="No document is changed by MP153, although it is in scope.")
    other = replace(found, message="No document is changed by MP154, although it is in scope.")
    elsewhere = replace(reworded, path="content/costs/dcc_lines/MP153")
    rows = with_waivers(wrong, [reworded, other, elsewhere])
    assert [row.waiver for row in rows] == [waiver, None, None]
    twice = replace(reworded, message="MP153 changes nothing.")
    assert [row.waiver for row in with_waivers(wrong, [reworded, twice, found])] == [None, None, waiver]
    lift_waiver(by=people.analyst, release=wrong, waiver=waiver, reason="It matters.", on=day)
    assert with_waivers(wrong, [reworded])[0].waiver is None

    facts = {"release": wrong, "rule": RULE, "finding": MESSAGE, "reason": "x", "made_by": people.analyst}
    older = Waiver.objects.create(**facts, made_at=waiver.made_at, on=day)
    rows = with_waivers(wrong, [found, other, replace(found, rule="another")])
    assert [row.waiver for row in rows] == [older, None, None]
    assert with_waivers(wrong, [reworded])[0].waiver == older


def test_pages_waive_and_show_why(wrong, as_role):
    client = as_role("analyst")
    key = next(row.key for row in blocking(wrong) if row.message == MESSAGE)
    page = client.get("/releases/june-2021/checks/").content.decode()
    assert f'href="/releases/june-2021/checks/{key}/"' in page
    address = f"/releases/june-2021/checks/{key}/"
    assert "Waive an error" in client.get(address).content.decode()
    empty = client.post(address, {"reason": ""})
    assert (empty.status_code, "Give a reason. It is kept in the audit trail." in empty.content.decode()) == (
        422,
        True,
    )
    assert client.post(address, {"reason": "Known to the Panel."}).status_code == 303
    page = client.get("/releases/june-2021/checks/").content.decode()
    assert "Accepted: Known to the Panel. (The analyst" in page
    assert "Withdraw the waiver" in page
    client.post(address, {"reason": "No longer."})
    assert Waiver.objects.filter(finding=MESSAGE).count() == 2
    assert "Known to the Panel." not in client.get("/releases/june-2021/checks/").content.decode()


def test_findings_are_shown_beside_the_section_being_edited(wrong, as_role):
    beside = as_role("analyst").get("/releases/june-2021/preview/impacts/").content.decode()
    assert MESSAGE in beside
    assert MESSAGE not in as_role("analyst").get("/releases/june-2021/preview/timeline/").content.decode()


def test_the_deciding_body_reads_waived_errors_with_their_reasons(wrong, people, as_role, day):
    waive_all(people.analyst, wrong)
    draft = issue_draft(by=people.analyst, release=wrong, changes="Less.", on=day)
    present_version(by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=day)
    page = as_role("member").get(draft.items.get().get_absolute_url()).content.decode()
    assert 'id="findings"' in page
    assert MESSAGE in page
    assert "Accepted: Known." in page
    assert "/checks/" in as_role("member").get(draft.get_absolute_url()).content.decode()
    assert "Waive this error" not in page
    rows = as_role("member").get("/api/v1/releases/june-2021/versions/8.1/checks/").json()
    assert {"rule": RULE, "waived": "Known."}.items() <= next(
        row for row in rows if row["said"] == MESSAGE
    ).items()


def test_the_api_lists_findings(wrong, as_role):
    rows = as_role("analyst").get("/api/v1/releases/june-2021/checks/").json()
    found = next(row for row in rows if row["said"] == MESSAGE)
    assert found == {
        "rule": RULE,
        "severity": "error",
        "certainty": "certain",
        "section": "impacts",
        "path": found["path"],
        "address": "/releases/june-2021/edit/documents/",
        "said": MESSAGE,
        "mend": found["mend"],
        "waived": None,
    }


def test_an_older_version_is_not_checked_against_later_scope_changes(examples):
    older = examples.june.versions.get(major=2, minor=0)
    rules = {row.finding.rule for row in check_version(older, with_drafts=True)}
    assert not rules & {"in-two-releases", "no-new-target"}


def test_the_deciding_body_reads_every_waived_error(examples):
    version = examples.june.versions.get(major=8, minor=0)
    message = "DP145 left the scope (lead time too short), and no release is named for it."
    for with_drafts in (True, False):
        [row] = [
            row for row in check_version(version, with_drafts=with_drafts) if row.finding.message == message
        ]
        assert row.waiver.reason == "The document published on that day has this error."
    Waiver.objects.create(
        **{
            name: getattr(row.waiver, name)
            for name in ("release", "rule", "finding", "made_by", "made_at", "on")
        },
        is_waived=False,
        reason="It counts.",
    )
    assert not any(row.finding.message == message for row in check_version(version, with_drafts=False))

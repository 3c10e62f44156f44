"""Each rule finds a paper that breaks it and only it, and nothing in the nearest correct one."""

import pytest
from msgspec import UNSET

from governance.documents.paper.checks.rules import RULES, PaperFacts
from governance.documents.paper.checks.run import check_paper
from governance.documents.paper.types import Act, FreeSection, PaperDependency, ScopeChange
from tests.governance.documents.paper.papers import (
    AGREE,
    ANNEX,
    AUTHORITY,
    NOTE,
    RID,
    baseline,
    paper,
    release,
    row,
    step,
)

FACTS = PaperFacts(titles={"MP149": "Efficient changes"})
SELF, DETERMINED = "self_governance", "authority_determined"
DEPENDS = PaperDependency(ref="MP149", other="MP180")
ACT = Act(do="target", ref="MP149", release="november-2021")
LISTED = ScopeChange(ref="MP149", title="Efficient changes", change="add")
SECOND = {"slug": "june-2022", "name": "June 2022 SEC Release", "go_live": "2022-06-30"}


def asked(recommendation, **facts):
    fields = {name: getattr(recommendation, name) for name in ("key", "verb", "text", "subject", "acts")}
    return type(recommendation)(**fields | facts)


def written(text: str):
    return {"sections": (FreeSection(key="section-1", title="More", paragraphs=(text,)),)}


BASELINE = asked(
    AGREE, key="baseline-november-2021", verb="BASELINE", subject="november-2021/0.1", text="the RID"
)
DECIDES = {"action": "For Decision"}
WAYS = (
    "19 Jun 2021",
    "19/06/2021",
    "the 19th of June 2021",
    "19th June 2021",
    "19 Jun 21",
    "19-Jun-2021",
    "2021-06-19",
)
WAYS += ("June 19, 2021", "19.06.2021", "19/6/21")
BODIES = (
    "TABASC",
    "Operations Group",
    "Testing Advisory Group",
    "SSC",
    "Change Board",
    "Security Sub-Committee",
)
# rule: (papers that break it and only it, papers that are nearest to them and break none)
CASES = {
    "row-names-another": (
        [
            paper(release(row(note="MP180 is approved by then."))),
            paper(release(row(status="Next: MP180’s vote."))),
            paper(release(row("MP180", title="x"), row(note="It follows SECMP0015."))),
        ],
        [
            paper(release(row(note="MP149 is approved by then."))),
            paper(release(row(note="MP180 comes first."), dependencies=(DEPENDS,))),
        ],
    ),
    "path-contradicts-decider": (
        [
            paper(release(row(path=SELF, steps=(step(), AUTHORITY)))),
            paper(release(row(path=SELF, note="The Authority will decide on it."))),
            paper(release(row(path=DETERMINED, note="The vote is under Self-Governance."))),
            paper(release(row(steps=(AUTHORITY,), note="The Change Board votes under Self-Governance."))),
            paper(release(row(path=SELF, note="It is Authority-Determined."))),
        ],
        [
            paper(release(row(path=DETERMINED, steps=(step(), AUTHORITY)))),
            paper(release(row(path=SELF, steps=(step(),), note="The vote is under Self-Governance."))),
            paper(release(row(path=DETERMINED, note="The Authority will decide on it."))),
        ],
    ),
    "scope-row-twice": (
        [
            paper(release(), release(**SECOND)),
            paper(release(row(part="1")), release(row(part="1"), **SECOND)),
            paper(release(row()), release(row(part="2"), **SECOND)),
        ],
        [
            paper(release(row(part="1")), release(row(part="2"), **SECOND)),
            paper(release(), release(row(standing="candidate"), **SECOND)),
        ],
    ),
    "title-differs": ([paper(release(row(title="Efficient change")))], [paper()]),
    "impact-not-stated": (
        [paper(release(row(impacts_dcc_systems=UNSET)))],
        [paper(release(row(impacts_dcc_systems=True)))],
    ),
    "status-missing": (
        [paper(release(row(status="")))],
        [paper(release(row(status="", note="Work goes on.")))],
    ),
    "meeting-not-on-working-day": (
        [
            paper(day="2021-09-25"),
            paper(day="2021-08-30"),  # a bank holiday
            paper(release(row(steps=(step(day="2021-09-26"),)))),
            paper(release(baselines=(baseline("2021-06-19"),))),
            paper(**written("On 19 June 2021, the SEC Panel baselined the scope.")),
            paper(release(row(note="The Change Board votes on Saturday 2 October 2021."))),
            *(paper(**written(f"On {day}, the SEC Panel baselined the scope.")) for day in WAYS),
            *(paper(**written(f"The {body} looks at it on 19 Jun 2021.")) for body in BODIES),
            paper(**written("Baselining is planned for 19 Jun. 2021.")),
        ],
        [
            paper(release(row(steps=(step(day="2021-09-27"),)))),
            paper(release(row(steps=(step("Work", "2021-09-26", "dcc", decides=False),)))),
            paper(release(baselines=(baseline("2021-06-18"),))),
            paper(**written("On 18 June 2021, the SEC Panel baselined the scope.")),
            paper(**written("The system is down on 19 June 2021.")),
            *(paper(**written(f"On {day.replace('19', '18')}, the SEC Panel met.")) for day in WAYS),
            paper(**written("Version 19.06.2 goes to the Panel with CR1906/2021 on 18 June 2021.")),
            paper(**written("The Panel asked for it. Testing begins on 19 June 2021.")),
        ],
    ),
    "weekday-differs": (
        [paper(**written(f"Testing begins on {day} 2021.")) for day in ("Friday, 19 June", "Fri 19 Jun")],
        [paper(**written(f"Testing begins on {day} 2021.")) for day in ("Saturday, 19 June", "Sat 19 Jun")],
    ),
    "steps-out-of-order": (
        [paper(release(row(steps=(step(day="2021-10-27"), step("Report", "2021-09", "csc")))))],
        [
            paper(release(row(steps=(step("Report", "2021-09", "csc"), step(day="2021-09-29"))))),
            paper(release(row(steps=(step(day="2021-10-27"), step("Work", "", "dcc"))))),
        ],
    ),
    "step-is-past": (
        [paper(release(row(steps=(step(day="2021-09-20"),))))],
        [
            paper(release(row(steps=(step(day="2021-09-21"),)))),
            paper(release(row(steps=(step(day="2021-09"),)))),
        ],
    ),
    "decision-after-cut-off": (
        [paper(release(row(cut_off="2021-09-28", steps=(step(),))))],
        [
            paper(release(row(cut_off="2021-09-29", steps=(step(),)))),
            paper(
                release(
                    row(cut_off="2021-09-28", steps=(step("Report", "2021-09-29", "csc", decides=False),))
                )
            ),
        ],
    ),
    "cut-off-after-go-live": (
        [paper(release(row(cut_off="2021-11-04")))],
        [paper(release(row(cut_off="2021-11-03")))],
    ),
    "late-without-reason": (
        [paper(head={"date": "2021-09-22"})],
        [paper(head={"date": "2021-09-22", "late_reason": "The DCC was late."})],
    ),
    "promised-not-held": (
        [
            paper(**written("The criteria are in Annex 1.")),
            paper(**written("The RID is in Appendix A.")),
            paper(annexes=(ANNEX,), **written("The criteria are in Annex 2.")),
            paper(**written("Each is approved by its cut-off date.")),
        ],
        [
            paper(annexes=(ANNEX,), **written("The criteria are in Annex 1.")),
            paper(attachments=(RID,), **written("The RID is in Appendix A.")),
            paper(**written("It changes Appendix AB.")),
            paper(**written("It changes Appendix A of the SEC.")),
            paper(release(row(cut_off="2021-10-21")), **written("Each is approved by its cut-off date.")),
        ],
    ),
    "baseline-without-rid": (
        [paper(recommendations=(BASELINE,), **DECIDES)],
        [paper(recommendations=(BASELINE,), attachments=(RID,), **DECIDES)],
    ),
    "standard-without-annex": (
        [paper(recommendations=(asked(AGREE, key="standard"),), **DECIDES)],
        [paper(recommendations=(asked(AGREE, key="standard"),), annexes=(ANNEX,), **DECIDES)],
    ),
    "action-differs": (
        [paper(recommendations=(AGREE, NOTE)), paper(**DECIDES)],
        [paper(recommendations=(AGREE, NOTE), **DECIDES)],
    ),
    "nothing-asked": ([paper(recommendations=())], [paper(recommendations=(NOTE,))]),
    "act-not-shown": (
        [paper(recommendations=(asked(AGREE, acts=(ACT,)),), **DECIDES)],
        [paper(release(changes=(LISTED,)), recommendations=(asked(AGREE, acts=(ACT,)),), **DECIDES)],
    ),
}


def found(document) -> set[str]:
    return {finding.rule for finding in check_paper(document, FACTS)}


def test_every_rule_has_its_cases():
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("name", CASES)
def test_a_rule_finds_what_breaks_it_and_nothing_beside_it(name):
    broken, correct = CASES[name]
    for place, document in enumerate(broken):
        assert found(document) == {name}, place
    for place, document in enumerate(correct):
        assert found(document) == set(), place


def test_a_finding_says_what_is_wrong_and_what_to_do():
    [finding] = check_paper(
        paper(release(row("MP180", title="x", note="MP149 will be in it."))), PaperFacts()
    )
    assert (finding.severity, finding.path) == ("error", "/content/releases/0/rows/0")
    assert finding.message == "The row of MP180 in the November 2021 SEC Release speaks of MP149."
    assert finding.mend == "Write about MP180 only, or enter on its page that it depends on MP149."

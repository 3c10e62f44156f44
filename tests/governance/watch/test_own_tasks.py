"""Tasks of Party users and of authors: open consultations, and papers that are drafted and not issued."""

from datetime import date

import pytest

from governance.consultations.operations.issuing import issue_result
from governance.consultations.operations.results import record_consultation_decision, summarise_consultation
from governance.papers.operations.drafting import draft_paper
from governance.watch.operations.handovers import hand_over_task
from governance.watch.waiting import waiting_on
from governance.watch.waiting.colleagues import colleagues
from secrel.core.changes.errors import NotAllowed
from secrel.core.models.people import Body
from tests.governance.consultations.asked import DEADLINE, OPENED, answered, opened
from tests.governance.regression.declaring import party
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def acts(user, on, group) -> list[tuple[str, str]]:
    rows = waiting_on(user, on).get(group, ("", []))[1]
    return [(task.act, task.what) for task in rows if task.kind.key in ("answer-consultation", "issue-paper")]


def test_an_open_consultation_is_a_task_until_the_organisation_has_answered(people):
    release = ReleaseFactory(slug="a-release", name="A SEC Release", go_live_on=date(2020, 6, 25))
    first, same, other = party("Alpha Energy"), party("ALPHA  Energy."), party("Beta Energy")
    row = opened(people.analyst, kind="other", release=release.slug)
    expected = [("Answer the consultation", str(row))]
    assert [acts(user, OPENED, "submit") for user in (first, same, other)] == [expected] * 3
    assert acts(people.member, OPENED, "submit") == []
    [task] = waiting_on(first, OPENED)["submit"][1]
    assert (task.when, colleagues(first, task, OPENED)) == (DEADLINE, [same])
    with pytest.raises(NotAllowed):  # it has the same task, for itself
        hand_over_task(by=first, task=task.code, given_to=other, until_on=DEADLINE, reason="Away.", on=OPENED)
    answered(first, row)
    assert [acts(user, OPENED, "submit") for user in (first, same, other)] == [[], [], expected]
    assert acts(other, date(2020, 3, 13), "submit") == []


def test_the_owner_is_asked_to_issue_the_result_after_each_decision(people):
    release = ReleaseFactory(slug="a-release", name="A SEC Release", go_live_on=date(2020, 6, 25))
    row, on = opened(people.analyst, kind="other", release=release.slug), date(2020, 3, 13)

    def act(operation, **other):
        row.refresh_from_db()
        return operation(by=people.analyst, consultation=row, token=row.token, on=on, **other)

    def decide():
        body = Body.objects.get(key="panel")
        act(record_consultation_decision, outcome="other", body=body, decided_on=on, words=["It may go on."])

    def steps() -> list[tuple[str, date | None]]:
        rows = waiting_on(people.analyst, on).get("consult", ("", []))[1]
        return [(task.act, task.when) for task in rows]

    assert steps() == [("Close the consultation", DEADLINE)]
    decide()
    assert steps() == [("Write the summary", None)]
    act(summarise_consultation, summary=["Nobody answered."])
    assert steps() == [("Issue the result", None)]
    act(issue_result)
    assert steps() == []
    decide()
    assert steps() == [("Issue the result", None)]
    act(issue_result, changed=["A later decision."])
    assert steps() == []


def test_a_drafted_paper_is_a_task_of_its_author(people, examples):
    on, meeting_on = date(2021, 10, 15), date(2021, 11, 26)
    csc, author, other = Body.objects.get(key="csc"), people.analyst, people.analyst2
    own = draft_paper(by=author, body=csc, meeting_on=meeting_on, item=1, on=on)
    loose = draft_paper(
        by=author, body=csc, meeting_on=meeting_on, item=2, author="Somebody without an account", on=on
    )
    assert acts(author, on, "publish") == [("Issue the paper", str(own)), ("Issue the paper", str(loose))]
    assert acts(other, on, "publish") == [("Issue the paper", str(loose))]
    assert acts(people.member, on, "publish") == []
    task = waiting_on(author, on)["publish"][1][0]
    assert task.when is not None
    assert task.when < meeting_on

"""The rules that the result of a consultation is checked by, one function each. Errors block its issue."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from governance.documents.checks.findings import Against, CheckRule, Finding, Problem, Severity
from governance.documents.engine.text import long_date
from governance.documents.result.counts import total
from governance.documents.result.types import ResultContent
from secrel.core.values.texts import joined

SATURDAY = 5


@dataclass(frozen=True)
class ResultContext:
    """Facts from outside the result.

    `decides`: the body that was to decide, as in a sentence; `later`: how many answers came after the summary was
    published; `quiet_now`: how many of the answers in it have become confidential since.
    """

    decides: str = ""
    later: int = 0
    quiet_now: int = 0


@dataclass(frozen=True)
class Checked:
    """A result as the rules read it."""

    content: ResultContent
    context: ResultContext


RULES: dict[str, CheckRule] = {}


def _rule(name: str, against: Against, section: str) -> Callable[[Callable], Callable]:
    """`section`: the page on which the finding is corrected: answers, summary or decision."""

    def decorate(find: Callable[[Checked], Iterator[Problem]]) -> Callable:
        RULES[name] = CheckRule(name, against, section, find)
        return find

    return decorate


PAGES = {"answers": "answers/dealt-with/", "summary": "summary/", "decision": "decision/"}


def check_result(content: ResultContent, context: ResultContext, address: str = "") -> list[Finding]:
    """The findings in a result, the most severe first. `address`: the page of the consultation."""
    checked = Checked(content, context)
    found = [
        rule.finding(problem, f"{address}{PAGES[rule.section]}")
        for rule in RULES.values()
        for problem in rule.find(checked)
    ]
    return sorted(found, key=lambda row: list(Severity).index(row.severity))


@_rule("result-count", Against.ITSELF, "summary")
def answers_are_counted_once(result: Checked) -> Iterator[Problem]:
    """Each answer is counted once: affected, not affected and not stated are all answers, and those that are shown are
    all that are not confidential."""
    for row in result.content.counts:
        parts = row.affected + row.not_affected + row.not_stated
        if parts != row.answers:
            yield Problem(
                "/content/counts",
                f"{row.category}: {row.answers} answers, but {parts} of them affected, not affected or not stated.",
                "Publish the summary again, so that the answers are counted anew.",
            )
    whole, shown = total(result.content.counts), len(result.content.answers)
    if whole.answers - whole.confidential != shown:
        yield Problem(
            "/content/answers",
            f"{whole.answers - whole.confidential} of {whole.answers} answers may be published, and {shown} are shown.",
            "Publish the summary again, so that the answers are counted anew.",
        )


@_rule("result-dealt-with", Against.ITSELF, "answers")
def each_answer_is_dealt_with(result: Checked) -> Iterator[Problem]:
    """The result says how each answer was dealt with, and the owner has noted it for confidential ones too."""
    open_ones = [row.organisation for row in result.content.answers if not row.dealt_with.strip()]
    if open_ones:
        yield Problem(
            "/content/answers",
            f"Nothing says how the answer of {joined(open_ones)} was dealt with.",
            "Write it beside the answer.",
        )
    quiet = total(result.content.counts).confidential - result.content.confidential_dealt_with
    if quiet > 0:
        yield Problem(
            "/content/confidential_dealt_with",
            f"Nothing says how {'1 confidential answer was' if quiet == 1 else f'{quiet} confidential answers were'} "
            "dealt with.",
            "Write it beside the answer. It is kept and not published.",
        )


@_rule("result-summary", Against.ITSELF, "summary")
def it_has_a_summary(result: Checked) -> Iterator[Problem]:
    """The result has the summary of its owner."""
    if not result.content.summary:
        yield Problem("/content/summary", "The result has no summary.", "Write and publish the summary.")


@_rule("result-decision", Against.ITSELF, "decision")
def decision_is_recorded(result: Checked) -> Iterator[Problem]:
    """Where a body decides after the consultation, the result holds its decision."""
    if result.context.decides and not result.content.decisions:
        yield Problem(
            "/content/decisions",
            f"The decision of {result.context.decides} is not recorded.",
            "Record the decision.",
        )


@_rule("result-confidential", Against.ITSELF, "summary")
def no_answer_is_confidential_now(result: Checked) -> Iterator[Problem]:
    """No answer that is shown has become confidential since the summary was published."""
    number = result.context.quiet_now
    if number:
        yield Problem(
            "/content/answers",
            f"{'1 answer has' if number == 1 else f'{number} answers have'} become confidential since the summary was "
            "published.",
            "Publish the summary again, so that confidential answers are counted and not shown.",
        )


@_rule("result-later", Against.POLICY, "summary")
def all_answers_are_in_it(result: Checked) -> Iterator[Problem]:
    """No answer came after the summary was published."""
    number = result.context.later
    if number:
        yield Problem(
            "/content/counts",
            f"{'1 answer came' if number == 1 else f'{number} answers came'} after the summary was published and "
            f"{'is' if number == 1 else 'are'} not in the result.",
            "Publish the summary again if the result is to have them.",
        )


@_rule("result-early-decision", Against.POLICY, "decision")
def decision_follows_the_deadline(result: Checked) -> Iterator[Problem]:
    """A decision is taken on the day of the deadline or later."""
    for row in result.content.decisions:
        if row.decided_on < result.content.closes:
            yield Problem(
                "/content/decisions",
                f"{row.body[:1].upper()}{row.body[1:]} decided on {long_date(row.decided_on)}, before the deadline, "
                f"{result.content.deadline}.",
                "Check the day of the decision.",
            )


@_rule("result-weekend", Against.POLICY, "decision")
def bodies_decide_in_the_week(result: Checked) -> Iterator[Problem]:
    """No decision is dated on a Saturday or a Sunday."""
    for row in result.content.decisions:
        day = date.fromisoformat(row.decided_on)
        if day.weekday() >= SATURDAY:
            yield Problem(
                "/content/decisions",
                f"The decision of {row.body} is dated {day:%A}, {long_date(row.decided_on)}.",
                "Check the day of the decision.",
            )

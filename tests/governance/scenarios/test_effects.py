"""The pure functions that compare facts: dates, windows, blackouts, Parties, findings, and two results side by side."""

from datetime import date

from msgspec.structs import replace as with_facts

from governance.documents.checks.findings import Certainty, Finding, Severity
from governance.documents.engine.facts import When
from governance.documents.pictures.timeline import Window
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import Step
from governance.documents.rid.types.scope import ScopeEntry
from governance.scenarios.effects import beside, contents, dates
from governance.scenarios.effects.comparison import compared
from governance.scenarios.effects.evaluate import evaluate
from governance.scenarios.effects.parties import parties
from governance.scenarios.effects.types import FlagText, Neighbour, Period, PlanFacts, ReleaseFacts, Row
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from tests.support.large import large_document

CALENDAR = WorkingDays()
CONTENT = lift(large_document(2), site="https://example.org", marks=["SEC"]).content


def facts(slug="one", go_live="2021-06-24", rows=(), content=CONTENT, **more):
    release = with_facts(content.release, go_live=go_live, slug=slug)
    rows = tuple(row(*one) if isinstance(one, tuple) else one for one in rows)
    return ReleaseFacts(slug, f"Release {slug}", with_facts(content, release=release), rows, **more)


def row(event, when, rule=None, follows=False):
    days, of = rule or (None, "")
    is_go_live = when == "go-live"
    on = PartialDate.parse("2021-06-24" if is_go_live else when)
    return Row(event.lower(), event, on, is_go_live, follows, days, of)


def said(effects):
    return [(str(effect.tone), effect.sentence) for effect in effects]


def test_a_row_moves_by_its_rule_and_one_set_by_hand_leaves_its_rule():
    before = facts(
        rows=[
            ("UIT commences", "2021-05-10"),
            row("Plans", "2021-04-23", (-10, "UIT commences"), follows=True),
            row("Papers", "2021-04-30", (-5, "UIT commences")),
        ]
    )
    after = facts(
        rows=[
            ("UIT commences", "2021-05-17"),
            row("Plans", "2021-04-30", (-10, "UIT commences"), follows=True),
            row("Papers", "2021-04-30", (-5, "UIT commences")),
        ]
    )
    assert said(dates.dates(before, after, CALENDAR)) == [
        ("", "“UIT commences” moves from 10 May 2021 to 17 May 2021, 7 days (5 Working Days) later."),
        ("", "“Plans” moves by its rule from 23 April 2021 to 30 April 2021, 7 days (5 Working Days) later."),
        (
            "worse",
            "“Papers” stays on 30 April 2021, as it is set by hand; its rule (5 Working Days before “UIT commences”) "
            "gives 10 May 2021.",
        ),
    ]


def test_a_go_live_mends_a_row_and_says_that_it_is_no_working_day():
    rows = [("Decision", "2021-06-25")]
    before, after = facts(rows=rows), facts(go_live="2021-06-27", rows=rows)
    assert said(dates.dates(before, after, CALENDAR)) == [
        ("better", "“Decision” is no longer after the go-live.")
    ]
    assert said(dates.go_live(before, after, CALENDAR)) == [
        ("", "The go-live moves from 24 June 2021 to 27 June 2021, 3 days (1 Working Day) later."),
        ("worse", "27 June 2021 is not a Working Day."),
    ]
    assert said(dates.go_live(before, facts(go_live=None), CALENDAR)) == [
        ("", "The go-live moves from 24 June 2021 to no day.")
    ]


def window(begins, ends, words="UIT"):
    return Window(words, date.fromisoformat(begins), date.fromisoformat(ends), f"{begins} to {ends}")


def test_windows_overlap_with_change_requests_programmes_and_blackouts():
    moc = Neighbour("programme:moc", "SMETS1 MOC", windows=(window("2021-05-01", "2021-05-20", "Testing"),))
    two = Neighbour(
        "two", "Release two", windows=(window("2021-05-15", "2021-05-30"),), change_requests=("CR1088",)
    )
    sharing = {"one": facts(sharing=frozenset({"moc"}))}
    own = [Neighbour("one", "Release one", windows=(window(*days),)) for days in WINDOWS]
    before, after = (PlanFacts(sharing, (one, two, moc)) for one in own)
    assert said(beside.overlaps("one", before, after)) == [
        (
            "worse",
            "UIT (2021-05-10 to 2021-05-16) overlaps UIT of the Release two (2021-05-15 to 2021-05-30), with the DCC "
            "Change Request CR1088.",
        ),
        (
            "worse",
            "UIT (2021-05-10 to 2021-05-16) overlaps Testing of the SMETS1 MOC (2021-05-01 to 2021-05-20). They share "
            "test environments.",
        ),
    ]
    assert [effect.tone for effect in beside.overlaps("one", after, before)] == ["better", "better"]
    freeze = Period("Freeze", date(2021, 5, 12), date(2021, 5, 31), "No changes then.")
    assert said(beside.blackouts("one", before, after, [freeze])) == [
        (
            "worse",
            "UIT (2021-05-10 to 2021-05-16) falls in Freeze (12 May 2021 to 31 May 2021): No changes then.",
        )
    ]


def test_a_programme_that_moves_overlaps_releases_that_no_step_touches():
    two = Neighbour("two", "Release two", "/two/", windows=(window("2021-05-15", "2021-05-30"),))
    early, late = (
        Neighbour("programme:moc", "SMETS1 MOC", windows=(window(*days, "Testing"),)) for days in WINDOWS
    )
    broken = {"two": frozenset({"MP1 depends on MP2, which goes live later."})}
    before, after = PlanFacts({}, (two, early)), PlanFacts({}, (two, late), dependencies=broken)
    assert said(evaluate(before, after, CALENDAR, [], {}).beside) == [
        (
            "worse",
            "Release two: UIT (2021-05-15 to 2021-05-30) overlaps Testing of the SMETS1 MOC (2021-05-10 to "
            "2021-05-16).",
        ),
        ("worse", "MP1 depends on MP2, which goes live later."),
    ]


WINDOWS = (("2021-04-01", "2021-04-10"), ("2021-05-10", "2021-05-16"))


def entry(ref, part):
    return ScopeEntry(ref=ref, title="", part=part, summary="", options=(), system_impact=True)


def in_scope(*entries, **ticks):
    """A content with these parts (reference, part) in its scope, and the categories that are ticked."""
    scope = with_facts(
        CONTENT.scope,
        approved=(),
        targeted=tuple(entry(ref, part) for ref, part in entries),
    )
    return with_facts(CONTENT, scope=scope, impacts=with_facts(CONTENT.impacts, participants=ticks))


def test_parties_must_be_ready_on_the_day_of_the_release_that_a_part_moves_to():
    both = in_scope(("MP901", "1"), ("MP901", "2"), MP901=("suppliers", "dcc"))
    first, second = (
        in_scope(("MP901", "1"), MP901=("suppliers", "dcc")),
        in_scope(("MP901", "2"), MP901=("suppliers",)),
    )
    none = in_scope()
    before = {"one": facts(content=both), "two": facts("two", "2021-11-04", content=none)}
    after = {"one": facts(content=first), "two": facts("two", "2021-11-04", content=second)}
    assert [(slug, effect.sentence) for slug, effect in parties(before, after)] == [
        ("two", "Suppliers: must be ready on 4 November 2021 instead of 24 June 2021 for MP901 part 2.")
    ]
    whole = {"one": facts(content=in_scope(("MP901", None), MP901=("suppliers",)))}
    parted = {"one": facts(content=in_scope(("MP901", "1"), MP901=("suppliers",)))}
    assert list(parties(whole, parted)) == []
    assert [effect.sentence for _, effect in parties(whole, {"one": facts(content=none)})] == [
        "Suppliers: no longer need to be ready on 24 June 2021 for MP901."
    ]
    assert [effect.sentence for _, effect in parties({"one": facts(content=none)}, whole)] == [
        "Suppliers: must be ready on 24 June 2021 for MP901, which is new to them."
    ]


def test_testing_appears_with_the_first_change_to_the_systems_and_goes_with_the_last():
    none, one = facts(content=in_scope()), facts(content=in_scope(("MP901", None)))
    assert said(contents.testing(none, one)) == [("", "Testing appears: MP901 impacts the DCC’s systems.")]
    assert said(contents.testing(one, none)) == [
        ("", "Testing goes: without MP901, nothing in the scope impacts the DCC’s systems.")
    ]


def finding(message, severity=Severity.WARNING, path="/timeline/0"):
    return Finding("lead", severity, Certainty.CERTAIN, "timeline", path, "/x/", message, "Mend it.")


def test_a_finding_is_new_gone_or_states_other_figures():
    before = facts(findings=(finding("258 days."), finding("Old.", path="/a"), finding("Same.", path="/b")))
    after = facts(
        findings=(finding("208 days."), finding("New.", Severity.ERROR, "/c"), finding("Same.", path="/b"))
    )
    assert said(contents.findings(before, after)) == [
        ("", "Still a warning: 208 days."),
        ("worse", "New error: New."),
        ("better", "No longer a warning: Old."),
    ]


def test_flags_clashes_and_dependencies_that_are_new_or_over():
    before = PlanFacts(
        {"one": facts()},
        clashes=frozenset({("Section D", "Release one has 2 modifications that change it.")}),
        flags=(
            FlagText("a", "cut_off_near", "Near.", "/a/", "one"),
            FlagText("b", "notice_failed", "Failed.", "/b/"),
        ),
    )
    after = PlanFacts(
        {"one": facts()},
        dependencies={"one": frozenset({"MP1 depends on MP2, which is in the scope of no coming release."})},
        flags=(FlagText("a", "cut_off_passed", "Passed.", "/a/", "one", is_late=True),),
    )
    result = evaluate(before, after, CALENDAR, [], {2: "It is gone."})
    assert said(result.releases[0].effects) == [
        ("worse", "Passed."),
        ("worse", "MP1 depends on MP2, which is in the scope of no coming release."),
        ("better", "No longer: Section D: Release one has 2 modifications that change it."),
    ]
    assert said(result.beside) == [("better", "No longer flagged: Failed.")]
    assert result.releases[0].short == "1 new cut-off; 1 dependency no longer holds; 1 problem gone."
    assert result.refused == {2: "It is gone."}
    other = evaluate(before, before, CALENDAR, [], {})
    assert other.releases[0].short == "No effect."
    (release, rest) = compared(result, other)
    assert [(row.subject, len(row.a), len(row.b)) for row in release.subjects] == [
        ("Cut-offs", 1, 0),
        ("Dependencies", 1, 0),
        ("SEC documents", 1, 0),
    ]
    assert (release.a, release.b, rest.name) == (
        result.releases[0].short,
        "No effect.",
        "Beside these releases",
    )
    (same, _) = compared(result, result)
    assert [side.is_shared for row in same.subjects for side in row.a] == [True, True, True]


def test_stages_of_testing_in_a_timetable_move():
    def tested(begins, ends):
        steps = [("UIT commences", begins), ("UIT window closes", ends)]
        timeline = tuple(Step(key=event, when=when(on), event=event, notes="") for event, on in steps)
        return facts(content=with_facts(CONTENT, timeline=timeline))

    def when(on):
        value = PartialDate.parse(on)
        return When(label=value.label, precision=str(value.precision), date=value.date_text)

    assert said(contents.testing(tested("2021-03-01", "2021-03-12"), tested("2021-03-08", "2021-03-19"))) == [
        ("", "UIT: 8 Mar 2021 to 19 Mar 2021, not 1 Mar 2021 to 12 Mar 2021.")
    ]

"""One list of sections: what each place has of its own is held to it, and nothing in a content is passed over."""

import dataclasses
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from msgspec import UNSET
from msgspec.structs import asdict, replace

from costs.stages import EXPECTED_STAGES, TABLE_STAGES, Stage
from governance.composing.compose import COMPOSED, compose
from governance.documents.engine.blocks import texts
from governance.documents.engine.facts import Cost, Fact
from governance.documents.engine.links import Links
from governance.documents.rid import document
from governance.documents.rid.categories import REVIEWERS, Category
from governance.documents.rid.document import (
    BY_KEY,
    CONTENTS,
    NO_ISSUE,
    PAGES,
    SECTIONS,
    annexes,
    appendices,
    front,
    sections,
)
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.section import Printed
from governance.documents.rid.types.rid import Annex, Rid, RidContent
from governance.documents.rid.types.states import ListStatement
from governance.documents.schemas import RID, SNAPSHOT, schema
from governance.importer.importing import TAKEN_OVER, import_rid
from governance.importer.reading import check_document
from releases.models.releases import Release, SectionKey
from secrel.core.changes.operations import SYSTEM

NOT_EDITED = {"annexes": "beside the test strategy"}
NOT_IMPORTED = {"release": "with the release itself", "history": "the version holds it"}


@pytest.fixture
def content(examples):
    return compose(examples.november)


def test_each_key_of_a_content_belongs_to_a_section(content):
    stated = schema(SNAPSHOT)["properties"]["content"]["properties"]
    assert set(CONTENTS) == set(stated)
    assert set(RidContent.__struct_fields__) == set(CONTENTS)


def test_each_section_is_composed_edited_and_imported():
    keys = [section.key for section in SECTIONS]
    assert list(COMPOSED) == list(TAKEN_OVER) == keys
    assert {key for key in keys if not BY_KEY[key].pages} == set(NOT_EDITED)
    assert {key for key, take_over in TAKEN_OVER.items() if take_over is None} == set(NOT_IMPORTED)


def test_sections_are_numbered_in_their_order(content):
    whole = replace(content, **changed(content))
    assert [chapter.heading for chapter in sections(whole, Links())] == [
        f"{number}. {title}" for number, title in enumerate(SectionKey.labels, start=1)
    ]


def test_stored_sections_are_the_numbered_ones():
    assert dict(SectionKey.choices) == {
        section.key: section.title for section in SECTIONS if section.printed is Printed.NUMBERED
    }


class Risk(Fact):
    text: str
    owner: str


class WithRisks(RidContent):
    """A content with a key that no section names yet."""

    risks: tuple[Risk, ...] = ()
    scope_notes: tuple[str, ...] = ()
    timeline_extra: str = ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("risks", (Risk(text="A supplier may be late.", owner="DCC"),)),
        ("scope_notes", ("A sentence of five words.",)),
        ("timeline_extra", "later"),
    ],
)
def test_a_key_that_no_section_names_is_compared_all_the_same(content, key, value):
    """A Chair confirms “these changes and no others”: nothing may be invisible to the comparison."""
    without = WithRisks(**asdict(content))
    other = replace(without, **{key: value})
    [added] = RID_KIND.compare(without, other)
    assert (added.section_name, added.section) == (key.replace("_", " ").capitalize(), key)
    assert added.after
    [removed] = RID_KIND.compare(other, without)
    assert removed.before == added.after


def test_a_section_that_a_content_does_not_state_takes_no_number(content, monkeypatch):
    """A section that came later: documents from before it are printed as they were."""
    later = dataclasses.replace(BY_KEY["testing"], is_stated=lambda content: bool(content.timeline_notes))
    monkeypatch.setattr(
        document, "SECTIONS", tuple(later if one.key == "testing" else one for one in SECTIONS)
    )
    assert [chapter.heading for chapter in sections(content, Links())][3:] == [
        "4. Costs",
        "5. Acceptance criteria",
    ]
    stated = replace(content, timeline_notes=("Stated.",))
    assert sections(stated, Links())[3].heading == "4. Test strategy"


def changed(content: RidContent) -> dict[str, Any]:
    """For each key of a content, the key with one thing changed that shows. A new key adds a line here."""
    return {
        "release": replace(content.release, name="Another"),
        "annexes": (*content.annexes, Annex(label="Annex Z", title="More")),
        "scope": replace(content.scope, additions=("Anything may be added.",)),
        "impacts": replace(content.impacts, other_codes=("The UNC",), other_codes_state="items"),
        "timeline": content.timeline[:-1],
        "timeline_notes": ("A note.",),
        "testing": replace(content.testing, user_approach=("Another.",)),
        "costs": replace(content.costs, notes=("A note.",)),
        "acceptance": replace(content.acceptance, notes=("A note.",)),
        "glossary": content.glossary | {"ZZ": "The last"},
        "states": {"secas": ListStatement(state="not_applicable", reason="Another pays.")},
        "section_notes": {"scope": ("One.",), "impacts": ("Two.",), "testing": ("Three.",)},
    }


def test_every_key_that_differs_is_found(content):
    assert set(changed(content)) == set(RidContent.__struct_fields__), "add an example of a change"
    for key, value in changed(content).items():
        assert {change.section for change in RID_KIND.compare(content, replace(content, **{key: value}))} == {
            key
        }


@pytest.mark.parametrize("key", RidContent.__struct_fields__)
def test_every_key_is_printed(content, key):
    other = replace(content, **{key: changed(content)[key]})
    assert printed(other) != printed(content)


def printed(content: RidContent) -> list[str]:
    whole = [content.release.name, *texts(front(content)), *texts(annexes(content))]
    for chapter in (*sections(content, Links()), *appendices(content, NO_ISSUE)):
        whole += [chapter.heading, *texts(chapter.blocks)]
    return whole


def test_every_key_is_imported(content, examples):
    """What a document says becomes what the release says; its glossary keeps the terms that it prints too."""
    other = replace(content, **changed(content) | {"release": content.release})
    issue = examples.november.versions.get().snapshot.rid.issue
    issue = replace(issue, document=replace(issue.document, version="0.9"))
    whole = Rid(content=other, issue=issue).as_data()
    import_rid(by=SYSTEM, document=check_document(whole), on=date(2021, 10, 15))
    stands = compose(Release.objects.get(pk=examples.november.pk))
    for key, value in changed(content).items():
        if key != "release":
            assert getattr(stands, key) == value, key


def test_every_page_that_edits_has_an_address():
    for page in PAGES:
        address = reverse(page.address, args=["june-2021", *page.arguments])
        assert address.endswith(f"/edit/{page.path}/") or page.key == "release", page


@pytest.mark.parametrize("stage", [stage.value for stage in TABLE_STAGES])
def test_a_stage_is_printed_compared_and_exported(content, stage):
    cost = Cost(status="firm", amount="12345")
    lines = tuple(replace(line, **{stage: cost}) for line in content.costs.dcc_lines)
    other = replace(content, costs=replace(content.costs, dcc_lines=lines, combined=UNSET))
    printed = "\n".join(texts(BY_KEY["costs"].chapter("5.", other, NO_ISSUE, Links()).blocks))
    assert printed.count("£12,345") >= len(lines)
    assert Stage(stage).label in printed
    assert any(Stage(stage).label in change.names for change in RID_KIND.compare(content, other))
    rows = list(RID_KIND.tables(Rid(content=other, issue=NO_ISSUE))["costs"])
    assert sum(row[1] == stage and row[3] == "12345" for row in rows) == len(lines)


def test_the_schemas_know_the_stages_and_categories():
    for name in (RID, SNAPSHOT):
        found = list(_objects(schema(name)))
        [line] = [rule for rule in found if "design_build_pit" in rule and "ref" in rule][:1]
        assert [key for key in line if key in Stage.values] == [
            stage.value for stage in TABLE_STAGES if name == SNAPSHOT or stage in EXPECTED_STAGES
        ]
        [acceptance] = [rule for rule in found if set(Category.values) <= set(rule)][:1]
        assert set(Category.values) <= set(acceptance)
    assert list(REVIEWERS) == Category.values


def _objects(rule):
    if isinstance(rule, dict):
        if isinstance(rule.get("properties"), dict):
            yield rule["properties"]
        for inner in rule.values():
            yield from _objects(inner)
    elif isinstance(rule, list):
        for inner in rule:
            yield from _objects(inner)


def test_each_edit_page_is_listed_once():
    assert len({page.key for page in PAGES}) == len(PAGES)
    paths = [path for page in PAGES for path in page.holds]
    assert len(set(paths)) == len(paths)

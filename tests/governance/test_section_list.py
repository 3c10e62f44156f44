"""One list of sections: what each place has of its own is held to it, and nothing in a content is passed over."""

from copy import deepcopy

import pytest

from costs.stages import TABLE_STAGES, Stage
from governance.categories import REVIEWERS, Category
from governance.documents import saying
from governance.documents.blocks import texts
from governance.documents.compose import COMPOSED, compose
from governance.documents.diff import diff
from governance.documents.links import Links
from governance.documents.rid import BY_KEY, CONTENTS, PAGES, SECTIONS, sections
from governance.documents.schemas import RID, SNAPSHOT, schema
from governance.documents.section import Printed
from governance.documents.tables import tables
from governance.importer.importing import TAKEN_OVER
from releases.models.releases import SectionKey

NOT_EDITED = {"annexes": "beside the test strategy"}
NOT_IMPORTED = {"release": "with the release itself", "history": "the version holds it"}


@pytest.fixture
def content(examples):
    return compose(examples.november)


def test_each_key_of_a_content_belongs_to_a_section(content):
    stated = schema(SNAPSHOT)["properties"]["content"]["properties"]
    assert set(CONTENTS) == set(stated)
    assert set(content) <= set(CONTENTS)


def test_each_section_is_composed_edited_and_imported():
    keys = [section.key for section in SECTIONS]
    assert list(COMPOSED) == list(TAKEN_OVER) == keys
    assert {key for key in keys if not BY_KEY[key].pages} == set(NOT_EDITED)
    assert {key for key, take_over in TAKEN_OVER.items() if take_over is None} == set(NOT_IMPORTED)


def test_sections_are_numbered_in_their_order(content):
    assert [chapter.heading for chapter in sections(content, Links())] == [
        "1. Scope",
        "2. Impacts",
        "3. Implementation timeline",
        "4. Test strategy",
        "5. Costs",
        "6. Acceptance criteria",
    ]


def test_stored_sections_are_the_numbered_ones():
    assert dict(SectionKey.choices) == {
        section.key: section.title for section in SECTIONS if section.printed is Printed.NUMBERED
    }


@pytest.mark.parametrize("key", ["risks", "scope_notes", "timeline_extra"])
def test_a_key_that_no_section_names_is_compared_all_the_same(content, key):
    """A Chair confirms “these changes and no others”: nothing may be invisible to the comparison."""
    other = deepcopy(content) | {key: [{"text": "A supplier may be late.", "owner": "DCC"}]}
    [added] = diff(content, other)
    assert (added.kind, added.section_name, added.section) == (
        "added",
        key.replace("_", " ").capitalize(),
        key,
    )
    [removed] = diff(other, content)
    assert removed.kind == "removed"


def test_every_key_that_differs_is_found(content):
    for key in content:
        other = {name: value for name, value in content.items() if name != key}
        if content[key] and key not in ("scope", "acceptance"):  # each document has those two
            assert {change.section for change in diff(content, other)} == {key}, key


@pytest.mark.parametrize("stage", [stage.value for stage in TABLE_STAGES])
def test_a_stage_is_printed_compared_and_exported(content, stage):
    other = deepcopy(content)
    for line in other["costs"]["dcc_lines"]:
        line[stage] = {"status": "firm", "amount": "12345"}
    other["costs"].pop("combined", None)
    printed = "\n".join(texts(BY_KEY["costs"].chapter("5.", other, {}, Links()).blocks))
    assert printed.count("£12,345") >= len(other["costs"]["dcc_lines"])
    assert Stage(stage).label in printed
    assert any(Stage(stage).label in change.names for change in diff(content, other))
    issue = {"history": []}
    rows = list(tables({"content": other, "issue": issue})["costs"])
    assert sum(row[1] == stage and row[3] == "12345" for row in rows) == len(other["costs"]["dcc_lines"])


def test_the_schemas_know_the_stages_and_categories():
    for name in (RID, SNAPSHOT):
        found = list(_objects(schema(name)))
        [line] = [rule for rule in found if "design_build_pit" in rule and "ref" in rule][:1]
        assert [key for key in line if key in Stage.values] == [stage.value for stage in TABLE_STAGES]
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


def test_each_edit_page_stands_once():
    assert len({page.key for page in PAGES}) == len(PAGES)
    paths = [path for page in PAGES for path in page.holds]
    assert len(set(paths)) == len(paths)


def test_names_of_fields_stand_in_one_section():
    given = [(field, name) for section in SECTIONS for field, name in section.names.items()]
    assert dict(given) == saying.NAMES
    assert len({field for field, _ in given}) == len(given)

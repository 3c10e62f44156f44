"""Targets of the audit trail: all are written and read by one grammar; older ones are mapped."""

import ast
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import F, Value

from modifications.operations.register import change_modification
from releases.models.releases import Release, Section
from secrel.core.changes.operations import AS_STORED, OPERATIONS, SYSTEM, operation, record
from secrel.core.changes.record import entries_about
from secrel.core.changes.targets import Target, about, read_target
from secrel.core.models.record import AuditEntry, OlderTarget
from tests.support.factories import ModificationFactory, ReleaseFactory
from tests.test_architecture import ROOT, SOURCES

ENTRY = {"target", "label"}
SAMPLES = {"day": "2021-10-27", "section": "costs"}


def fill_older_targets() -> None:
    """As the migration does."""
    with connection.cursor() as cursor:
        cursor.execute(import_module("secrel.core.migrations.0020_older_targets").FILL)


@pytest.fixture
def write_entry():
    """An entry as an earlier version wrote it, with its target and action."""

    def write(target: str, action: str = "test.older", changes=None) -> int:
        run = operation(action, None)(lambda *, by: record(target=target, label="Older", changes=changes))
        run(by=SYSTEM)
        del OPERATIONS[action]
        return AuditEntry.objects.latest("position").position

    return write


@pytest.mark.parametrize("kind", list(Target), ids=lambda kind: kind.name)
def test_each_kind_reads_only_its_own_targets(kind):
    keys = {name: SAMPLES.get(name, f"a-{name}.1") for name in kind.names}
    assert read_target(kind(*keys.values())) == (kind, keys)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (Target.RELEASE, ["june/2021"]),
        (Target.RELEASE, [""]),
        (Target.SECTION, ["june-2021", "criteria"]),
        (Target.MODIFICATION, ["several"]),
        (Target.FLAG, ["2021-10-27"]),
        (Target.FLAGS_OF_DAY, ["27 Oct 2021"]),
        (Target.EVIDENCE, ["june-2021"]),
    ],
)
def test_keys_that_could_not_be_read_back_are_refused(kind, keys):
    with pytest.raises(ValueError, match=r"written as|shorter|longer"):
        kind(*keys)


@pytest.mark.parametrize(
    "target", ["", "x", "releases", "releases/", "releases/a/b/c/d/e", "users/7/roles/1\n"]
)
def test_text_of_another_form_has_no_kind(target):
    assert read_target(target) == (None, {})


def test_the_sections_are_those_of_a_release():
    for key in Section.Key.values:
        assert read_target(Target.SECTION("june-2021", key)) == (
            Target.SECTION,
            {"release": "june-2021", "section": key},
        )


def test_no_target_is_written_without_its_kind():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                values = [word.value for word in node.keywords if word.arg == "target"]
            elif isinstance(node, ast.Dict) and {getattr(key, "value", "") for key in node.keys} == ENTRY:
                values = node.values[:1]
            else:
                continue
            by_hand = [one for one in values if isinstance(one, ast.JoinedStr | ast.Constant)]
            assert not by_hand, f"{path.relative_to(ROOT)}: {ast.unparse(node)}"


@pytest.mark.django_db
def test_every_entry_of_the_examples_has_a_kind(examples):
    assert [
        row for row in AuditEntry.objects.values_list("target", flat=True) if not read_target(row)[0]
    ] == []


@pytest.mark.django_db
def test_the_database_writes_targets_as_python_does():
    release = ReleaseFactory(slug="june-2031", name="June 2031 SEC Release")
    written = Target.CONDITION.of(F("slug"), Value(7))
    assert Release.objects.filter(pk=release.pk).values_list(written, flat=True)[0] == Target.CONDITION(
        "june-2031", 7
    )


@pytest.mark.django_db
def test_kinds_are_found_by_their_keys(write_entry):
    for target in (
        "releases/a/scope/MP101",
        "releases/b/scope/MP101A",
        "releases/a/scope/MP102",
        "modifications/MP101",
    ):
        write_entry(target)
    found = entries_about(Target.SCOPE_ITEM.where(modification=["MP101", "MP102"])).order_by("target")
    assert [row.target for row in found] == ["releases/a/scope/MP101", "releases/a/scope/MP102"]
    assert [
        row.target for row in entries_about(Target.SCOPE_ITEM.where(modification=["MP101A"], release=["b"]))
    ] == ["releases/b/scope/MP101A"]
    assert not entries_about(Target.SCOPE_ITEM.where(modification=[])).exists()
    assert not entries_about(Target.SCOPE_ITEM.where(modification=["MP10."])).exists()
    assert entries_about(about("modification", ["MP101"])).count() == 2


@pytest.mark.django_db
def test_older_targets_are_mapped_once_and_never_edited(write_entry):
    expected = {
        write_entry("releases/june-2021/scope/MP101/flag"): "releases/june-2021/scope/MP101",
        write_entry("releases/june-2021/edit/costs"): "releases/june-2021/costs",
        write_entry("releases/june-2021/edit/change-requests"): "releases/june-2021/scope",
        write_entry("modifications/MP101/edit/assessments"): "modifications/MP101",
        write_entry(
            "releases/june-2021/criteria/security-1",
            "governance.submit_evidence",
            {"receipt": [None, "E-2021-A-B"]},
        ): "releases/june-2021/evidence/E-2021-A-B",
    }
    write_entry(
        "releases/june-2021/criteria/security-1", "governance.submit_evidence", {"note": [None, "none"]}
    )
    write_entry("releases/june-2021/costs")
    fill_older_targets()
    fill_older_targets()
    rows = OlderTarget.objects.filter(position__gte=min(expected))
    assert dict(rows.values_list("position", "target")) == expected
    flagged, _, _, assessed, _ = expected
    assert {entry.position for entry in entries_about(about("modification", ["MP101"]))} == {
        flagged,
        assessed,
    }
    with pytest.raises(Exception, match="written once"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_oldertarget")


@pytest.mark.django_db
def test_history_of_a_modification_includes_entries_under_its_former_names(as_role, people, day, write_entry):
    modification = ModificationFactory(reference="MP701")
    change_modification(
        by=people.analyst, modification=modification, fields={"title": "Another"}, token=AS_STORED, on=day
    )
    write_entry("releases/june-2021/scope/MP701/flag")
    write_entry("releases/june-2021/scope/MP701A/flag")
    fill_older_targets()
    page = as_role("analyst").get("/modifications/MP701/history/")
    assert [entry.action for entry, _ in page.context["entries"]] == [
        *("test.older", "modifications.change", "modifications.register"),
    ]

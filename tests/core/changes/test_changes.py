"""Operations: permission, one entry each, causes, tokens; a refused one saves nothing."""

import pytest

from releases.models.releases import Release
from releases.operations.releases import create_release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import (
    AS_STORED,
    OPERATIONS,
    SYSTEM,
    attempted,
    in_order_of,
    many,
    operation,
    record,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record_readers import declare_kinds
from secrel.core.models.record import AuditEntry
from secrel.core.values.texts import unstorable
from tests.support.factories import ModificationFactory, ReleaseFactory

declare_kinds(Permission.READ_RECORD, test="Things of tests")
pytestmark = pytest.mark.django_db


@pytest.fixture
def outer():
    """An operation that calls another; unregistered afterwards."""

    @operation("test.inner", Permission.EDIT_RELEASES)
    def inner(*, by):
        record(target="test/inner", label="Inner")

    @operation("test.outer", Permission.EDIT_RELEASES)
    def outer(*, by, fail=False):
        inner(by=SYSTEM)
        record(target="test/outer", label="Outer", changes={"a": [1, 2]}, reason="because")
        if fail:
            raise RuleBroken("No.")

    yield outer
    del OPERATIONS["test.inner"], OPERATIONS["test.outer"]


def test_operation_writes_who_what_when_and_why(people, outer):
    outer(by=people.analyst)
    entry = AuditEntry.objects.get(target="test/outer")
    assert (entry.action, entry.actor_name, entry.changes, entry.reason) == (
        *("test.outer", "The analyst", {"a": [1, 2]}, "because"),
    )
    assert entry.actor == f"user:{people.analyst.pk}"


def test_entry_of_a_called_operation_names_its_cause(people, outer):
    outer(by=people.analyst)
    cause, effect = AuditEntry.objects.order_by("-position")[:2][::-1]
    assert (cause.target, effect.target) == ("test/outer", "test/inner")
    assert effect.cause == cause.position
    assert cause.cause is None


@pytest.fixture
def several():
    """An operation that runs another for many things, in groups and in the order of their places."""

    @operation("test.one", Permission.EDIT_RELEASES)
    def one(*, by):
        record(target="test/one", label="One")

    @many(one)
    def each(*, by, names, fail=False):
        for name in names:
            record(target=f"test/{name}", label=name)
        if fail:
            raise RuleBroken("No.")

    @operation("test.several", None)
    def several(*, by, fail=False, inner=SYSTEM):
        with in_order_of({"test/a": 1, "test/b": 2, "test/c": 3}):
            each(by=inner, names=["b", "a"])
            each(by=inner, names=["c", "b"], reason="because")
        try:
            with attempted():
                each(by=inner, names=["d"], fail=fail)
        except RuleBroken:
            pass
        record(target="test/several", label="Several")

    several.each = each
    yield several
    del OPERATIONS["test.one"], OPERATIONS["test.several"]


def test_operation_on_many_writes_an_entry_each_with_its_cause_in_the_order_asked_for(people, several):
    several(by=people.analyst)
    cause, *effects = AuditEntry.objects.order_by("-position")[:6][::-1]
    assert [(entry.action, entry.label, entry.reason, entry.cause) for entry in effects] == [
        ("test.one", "a", "", cause.position),
        ("test.one", "b", "", cause.position),
        ("test.one", "b", "because", cause.position),
        ("test.one", "c", "because", cause.position),
        ("test.one", "d", "", cause.position),
    ]


def test_refused_operation_on_many_leaves_no_entry(people, several):
    several(by=people.analyst, fail=True)
    assert not AuditEntry.objects.filter(target="test/d").exists()


def test_operation_on_many_needs_the_permission_of_the_one_and_an_operation_around_it(people, several):
    with pytest.raises(NotAllowed):
        several(by=people.member, inner=people.member)
    assert not AuditEntry.objects.filter(target="test/a").exists()
    with pytest.raises(AssertionError, match="inside an operation"):
        several.each(by=SYSTEM, names=["a"])


def test_operation_without_permission_is_refused_and_writes_nothing(people, outer):
    before = AuditEntry.objects.count()
    with pytest.raises(NotAllowed):
        outer(by=people.member)
    assert AuditEntry.objects.count() == before


def test_refused_operation_is_logged_with_its_reason(people, outer, caplog):
    for by, fail in ((people.member, False), (people.analyst, True)):
        with caplog.at_level("WARNING", "secrel.refused"), pytest.raises(RuleBroken):
            outer(by=by, fail=fail)
    assert [line.getMessage() for line in caplog.records] == [
        f"Refused test.outer to {people.member.pk}: 'Your role does not allow this (edit releases).'",
        f"Refused test.outer to {people.analyst.pk}: 'No.'",
    ]


def test_refused_operation_saves_nothing(people, outer):
    before = AuditEntry.objects.count()
    with pytest.raises(RuleBroken):
        outer(by=people.analyst, fail=True)
    assert AuditEntry.objects.count() == before


def test_operation_without_an_entry_is_refused():
    @operation("test.silent", Permission.EDIT_RELEASES)
    def silent(*, by):
        Release.objects.create(slug="silent", name="Silent", profile="document_only")

    with pytest.raises(AssertionError, match="wrote no entry"):
        silent(by=SYSTEM)
    del OPERATIONS["test.silent"]
    assert not Release.objects.filter(slug="silent").exists()


def test_touch_outside_an_operation_is_refused():
    with pytest.raises(AssertionError, match="inside an operation"):
        touch(Release(slug="x", pk=1))


def test_touched_release_is_composed_and_stored(people):
    release = ReleaseFactory(by=people.analyst)
    entry = AuditEntry.objects.latest("position")
    assert list(entry.composed) == [release.slug]
    from governance.composing.models import Content

    assert Content.objects.get(digest=entry.composed[release.slug]).data["release"]["slug"] == release.slug


def test_take_token_refuses_a_stale_one_with_both_sides():
    modification = ModificationFactory()
    take_token(modification, 1, dict, "It")
    with pytest.raises(Stale, match="changed by somebody else") as refused:
        take_token(modification, 1, lambda: {"title": "theirs"}, "It")
    assert (refused.value.theirs, refused.value.token) == ({"title": "theirs"}, 2)


@pytest.mark.parametrize("missing", [None, "", "1", True, 1.0])
def test_take_token_refuses_a_missing_one_with_both_sides(missing):
    modification = ModificationFactory()
    with pytest.raises(Stale, match="It was sent without the version that you opened") as refused:
        take_token(modification, missing, lambda: {"title": "theirs"}, "It")
    assert (refused.value.theirs, refused.value.token) == ({"title": "theirs"}, 1)
    take_token(modification, AS_STORED, dict, "It")
    assert modification.token == 2


def test_taken_slug_is_refused_with_a_sentence(people):
    ReleaseFactory(slug="june-2030")
    with pytest.raises(RuleBroken, match="already a release at the address june-2030"):
        create_release(
            by=people.analyst, slug="june-2030", name="x", go_live_on=None, profile="document_only"
        )


@pytest.mark.parametrize("value", ["a\x0bb", ["\x01"], {"deep": ["\ufffe"]}, ({"a": "\x1b"},)])
def test_control_characters_are_found_at_any_depth(value):
    assert [character for _, character in unstorable({"text": value})] != []
    assert list(unstorable({"text": "Tab\tand line\nare kept – so is “this”."})) == []


def test_operation_refuses_a_control_character(db):
    with pytest.raises(RuleBroken, match=r"contains the control character '\\x0b'") as refused:
        ReleaseFactory(slug="a-release", name="A \x0b release")
    assert refused.value.field == "name"

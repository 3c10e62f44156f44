"""A line break or control character in a one-line field goes no further than the operation."""

import dataclasses
from datetime import date

import pytest
from django.core import mail

from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record
from secrel.core.editing.sheets.columns import Column
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.models.registrations import PartyCategory
from secrel.core.notifications.mails import message_of
from secrel.core.notifications.notify import notify
from secrel.core.people.operations import add_user, change_user
from secrel.core.people.powers import set_power
from secrel.core.people.registrations import register_party
from secrel.core.values.texts import one_line, one_line_fields
from tests.support.factories import ModificationFactory

pytestmark = pytest.mark.django_db
ODD = "Ann\r\nBcc: all@x.example\x85\u2028\u2029\tB\x7f\x9b\u202eC"
TIDY = "Ann Bcc: all@x.example BC"


@dataclasses.dataclass(frozen=True)
class Facts:
    title: str
    text: str


@pytest.fixture
def seen():
    calls = []

    @operation("test.one_line", None)
    def run(*, by, **arguments):
        calls.append(arguments)
        record(target="files/x", label=ODD)

    def call(**arguments):
        run(by=SYSTEM, **arguments)
        return calls[-1]

    yield call
    del OPERATIONS["test.one_line"]


def test_one_line_removes_every_break_and_control_character():
    everything = "".join(map(chr, [*range(9, 14), *range(0x1C, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029]))
    assert one_line(f"a{everything}b") == "a b"


def test_a_person_has_a_name_of_one_line(people, day):
    added = add_user(by=people.administrator, email="ann@x.example", name=ODD)
    assert User.objects.get(pk=added.pk).name == TIDY
    assert (
        change_user(by=people.administrator, user=added, name=f"Bo{ODD}", is_active=True).name == f"Bo{TIDY}"
    )
    registered = register_party(
        by=SYSTEM,
        email="p@q.example",
        name=ODD,
        organisation=ODD,
        category=PartyCategory.values[0],
        password="a-long-\nenough-one",
        on=day,
    )
    assert (registered.name, registered.registration.organisation) == (TIDY, TIDY)
    assert registered.check_password("a-long-\nenough-one")


def test_mail_about_somebody_with_an_odd_name_is_sent(people, day, settings):
    added = add_user(by=people.administrator, email="ann@x.example", name=ODD)
    notify([people.analyst], subject=f"{added.name} registers", body="x", path="/", on=day)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    message_of(Notification.objects.get(user=people.analyst)).send()
    assert mail.outbox[0].subject.startswith("Ann Bcc:")


def test_label_of_an_entry_is_one_line(people):
    add_user(by=people.administrator, email="ann@x.example", name=ODD)
    entry = AuditEntry.objects.latest("position")
    assert (entry.label, entry.changes["name"]) == (TIDY, [None, TIDY])


def test_fields_of_one_line_are_tidied_wherever_they_stand_in_what_is_given(seen):
    arguments = seen(
        title=ODD,
        values={"title": ODD, "text": "two\nlines"},
        facts=Facts(ODD, "two\nlines"),
        password="a\nb",
    )
    assert arguments == {
        "title": TIDY,
        "values": {"title": TIDY, "text": "two\nlines"},
        "facts": Facts(TIDY, "two\nlines"),
        "password": "a\nb",
    }


def test_text_without_a_break_is_unchanged(seen):
    arguments = {"values": {"title": "SMETS\u00a01  –  two spaces"}, "rows": [1, None, date(2021, 1, 1)]}
    assert seen(**arguments) == arguments


def test_texts_of_an_imported_document_are_not_tidied(seen):
    assert seen(document={"title": ODD})["document"] == {"title": ODD}


def test_one_line_fields_are_found_in_all_models():
    assert {"name", "title", "organisation", "source", "proposer", "owner", "outcome"} <= one_line_fields()
    assert not {"password", "text", "body"} & one_line_fields()


def test_titles_and_sources_are_stored_in_one_line(people, day):
    assert ModificationFactory(title=ODD).title == TIDY
    body = people.chair.memberships.get().body
    assert (
        set_power(by=people.administrator, power="scope", body=body, from_on=day, source=ODD, on=day).source
        == TIDY
    )


@pytest.mark.parametrize(("kind", "expected"), [("text", "one two"), ("long", "one\ntwo")])
def test_cell_has_several_lines_only_in_a_long_column(kind, expected):
    assert Column("step", "Step", kind=kind).clean("one\ntwo") == expected

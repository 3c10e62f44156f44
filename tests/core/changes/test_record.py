"""The chain: each entry seals the one before; whatever is tampered with is named."""

import pytest
from django.db import DatabaseError, connection, transaction

from secrel.core.changes.record import GENESIS, broken_links, digest_of, head, seal
from secrel.core.models.record import AuditEntry
from secrel.core.values.immutable import WrittenOnce
from tests.support.factories import ModificationFactory

pytestmark = pytest.mark.django_db


def without_triggers(statement: str) -> None:
    """As the owner of the table can: triggers off, the deed, triggers on."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER USER")


def test_chain_links_every_entry_to_the_one_before():
    ModificationFactory.create_batch(3)
    previous = GENESIS
    for position, entry in enumerate(AuditEntry.objects.order_by("position"), start=1):
        assert (entry.position, entry.previous, entry.digest) == (position, previous, seal(entry))
        previous = entry.digest
    assert head() == (position, previous)
    assert list(broken_links()) == []


def test_digest_is_that_of_canonical_json():
    assert digest_of({"b": 1, "a": "é"}) == digest_of({"a": "é", "b": 1})
    assert digest_of({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE core_auditentry SET reason = 'x'",
        "DELETE FROM core_auditentry",
        "TRUNCATE core_auditentry",
    ],
)
def test_database_refuses_to_change_the_record(deed):
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(deed)


def test_model_refuses_to_change_the_record():
    entry = AuditEntry.objects.latest("position")
    entry.reason = "x"
    for deed in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(reason="x"),
    ):
        with pytest.raises(WrittenOnce):
            deed()


def test_a_changed_entry_is_named():
    ModificationFactory()
    position = head()[0]
    without_triggers(f"UPDATE core_auditentry SET actor_name = 'Somebody else' WHERE position = {position}")
    assert list(broken_links()) == [
        f"Entry {position} of the audit trail (modifications.register) was changed after it was written."
    ]


def test_a_removed_entry_is_named():
    ModificationFactory.create_batch(2)
    position = head()[0] - 1
    without_triggers(f"DELETE FROM core_auditentry WHERE position = {position}")
    assert next(broken_links()) == (
        f"Entry {position} of the audit trail is missing: the next one there is entry {position + 1}."
    )


def test_a_resealed_entry_breaks_the_link_after_it():
    ModificationFactory.create_batch(2)
    entry = AuditEntry.objects.order_by("-position")[1]
    entry.reason = "Another reason"
    without_triggers(
        f"UPDATE core_auditentry SET reason = 'Another reason', digest = '{seal(entry)}' "
        f"WHERE position = {entry.position}"
    )
    assert next(broken_links()) == (
        f"Entry {entry.position + 1} of the audit trail does not follow from the one before it."
    )

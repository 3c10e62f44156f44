"""Rules between tables: an item is about exactly one subject, of its kind; a version is once before a meeting.

A later subject adds its kinds to `item_kind_known` (and to `item_concerns_a_release`) and calls `has_subject`.
"""

from django.db import migrations

SUBJECT = """
CREATE FUNCTION governance_item_subject() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE -- the first argument is the table of a subject, the second the kinds of items that are about it
    concerned bigint[];
    one bigint;
    found_kind text;
    is_there boolean;
BEGIN
    IF TG_TABLE_NAME = 'governance_item' THEN
        concerned := ARRAY[NEW.id];
    ELSIF TG_OP = 'DELETE' THEN
        concerned := ARRAY[OLD.item_id];
    ELSIF TG_OP = 'UPDATE' THEN
        concerned := ARRAY[OLD.item_id, NEW.item_id];
    ELSE
        concerned := ARRAY[NEW.item_id];
    END IF;
    FOREACH one IN ARRAY concerned LOOP
        SELECT kind INTO found_kind FROM governance_item WHERE id = one;
        IF FOUND THEN
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE item_id = $1)', TG_ARGV[0])
                INTO is_there USING one;
            IF is_there <> (found_kind = ANY (TG_ARGV[1]::text[])) THEN
                RAISE EXCEPTION 'an item is about exactly one subject, of its kind'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'item_has_one_subject';
            END IF;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
"""
ONCE = """
CREATE FUNCTION governance_item_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM governance_versionitem AS other
            JOIN governance_item AS theirs ON theirs.id = other.item_id
            JOIN governance_item AS mine ON mine.id = NEW.item_id AND mine.meeting_id = theirs.meeting_id
            WHERE other.version_id = NEW.version_id AND other.item_id <> NEW.item_id
                AND other.item_id IS DISTINCT FROM OLD.item_id -- null where the row is new
    ) THEN
        RAISE EXCEPTION 'a version is before a meeting once'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'item_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_once BEFORE INSERT OR UPDATE ON governance_versionitem
    FOR EACH ROW EXECUTE FUNCTION governance_item_once();
"""


def has_subject(table, *kinds):
    """Checked when the transaction ends, as the item comes first and what points at it second."""
    named = f"'{table}', '{{{','.join(kinds)}}}'"
    return migrations.RunSQL(
        f"""
        CREATE CONSTRAINT TRIGGER item_has_{table} AFTER INSERT OR UPDATE OF kind ON governance_item
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION governance_item_subject({named});
        CREATE CONSTRAINT TRIGGER item_has_one_subject AFTER INSERT OR UPDATE OF item_id OR DELETE ON {table}
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION governance_item_subject({named});
        """,
        f"DROP TRIGGER item_has_{table} ON governance_item; DROP TRIGGER item_has_one_subject ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("governance", "0023_item_without_subjects")]
    operations = [
        migrations.RunSQL(SUBJECT, "DROP FUNCTION governance_item_subject"),
        has_subject("governance_versionitem", "baseline"),
        has_subject("governance_standarditem", "standard"),
        has_subject("governance_deliverableitem", "advise", "testing"),
        migrations.RunSQL(
            ONCE, "DROP TRIGGER item_once ON governance_versionitem; DROP FUNCTION governance_item_once"
        ),
    ]

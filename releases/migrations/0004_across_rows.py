"""Rules between rows: a modification is in scope whole, or in parts of which each release has one; points nest once."""

from django.db import migrations

SCOPE = """
CREATE FUNCTION releases_scope_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mine record;
    other record;
BEGIN
    IF NEW.status NOT IN ('targeted', 'approved') THEN
        RETURN NEW;
    END IF;
    SELECT * INTO mine FROM modifications_part WHERE id = NEW.part_id;
    FOR other IN
        SELECT item.release_id, part.name FROM releases_scopeitem AS item
            JOIN modifications_part AS part ON part.id = item.part_id
            WHERE part.modification_id = mine.modification_id AND part.id <> mine.id
                AND item.status IN ('targeted', 'approved') AND item.id IS DISTINCT FROM NEW.id
    LOOP
        IF other.release_id = NEW.release_id OR other.name = '' OR mine.name = '' THEN
            RAISE EXCEPTION 'a modification is in one release whole, or in several by one part each'
                USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'scope_whole_or_in_parts';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER scope_whole_or_in_parts BEFORE INSERT OR UPDATE ON releases_scopeitem
    FOR EACH ROW EXECUTE FUNCTION releases_scope_parts();
"""
POINTS = """
CREATE FUNCTION releases_point_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM releases_summarypoint AS parent
            WHERE parent.id = NEW.parent_id AND parent.release_id = NEW.release_id AND parent.parent_id IS NULL
    ) THEN
        RAISE EXCEPTION 'a sub-point stands below a point of its own release, and no deeper'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'summary_nests_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER summary_nests_once BEFORE INSERT OR UPDATE ON releases_summarypoint
    FOR EACH ROW EXECUTE FUNCTION releases_point_parent();
"""


class Migration(migrations.Migration):
    dependencies = [("releases", "0003_kept_by_the_database")]
    operations = [
        migrations.RunSQL(
            SCOPE,
            "DROP TRIGGER scope_whole_or_in_parts ON releases_scopeitem; DROP FUNCTION releases_scope_parts",
        ),
        migrations.RunSQL(
            POINTS,
            "DROP TRIGGER summary_nests_once ON releases_summarypoint; DROP FUNCTION releases_point_parent",
        ),
    ]

"""A rule between tables: a reference names one modification, today or in former times."""

from django.db import migrations

NAMES = """
CREATE FUNCTION modifications_name_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'modifications_modification' THEN
        IF EXISTS (SELECT 1 FROM modifications_formerreference
                   WHERE reference = NEW.reference AND modification_id <> NEW.id) THEN
            RAISE EXCEPTION '% is a former reference of another modification', NEW.reference
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'reference_names_one';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM modifications_modification
                  WHERE reference = NEW.reference AND id <> NEW.modification_id) THEN
        RAISE EXCEPTION '% is the reference of another modification', NEW.reference
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'reference_names_one';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reference_names_one BEFORE INSERT OR UPDATE ON modifications_modification
    FOR EACH ROW EXECUTE FUNCTION modifications_name_once();
CREATE TRIGGER reference_names_one BEFORE INSERT OR UPDATE ON modifications_formerreference
    FOR EACH ROW EXECUTE FUNCTION modifications_name_once();
"""


class Migration(migrations.Migration):
    dependencies = [("modifications", "0003_kept_by_the_database")]
    operations = [
        migrations.RunSQL(
            NAMES,
            """
            DROP TRIGGER reference_names_one ON modifications_modification;
            DROP TRIGGER reference_names_one ON modifications_formerreference;
            DROP FUNCTION modifications_name_once;
            """,
        )
    ]

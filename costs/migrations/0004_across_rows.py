"""A rule between rows: a cost cell belongs to an item of its own release."""

from django.db import migrations

CELLS = """
CREATE FUNCTION costs_cell_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.item_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM releases_scopeitem WHERE id = NEW.item_id AND release_id = NEW.release_id
    ) THEN
        RAISE EXCEPTION 'a cost cell belongs to an item of its own release'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cost_cell_of_own_release';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cost_cell_of_own_release BEFORE INSERT OR UPDATE ON costs_costcell
    FOR EACH ROW EXECUTE FUNCTION costs_cell_item();
"""


class Migration(migrations.Migration):
    dependencies = [("costs", "0003_kept_by_the_database")]
    operations = [
        migrations.RunSQL(
            CELLS, "DROP TRIGGER cost_cell_of_own_release ON costs_costcell; DROP FUNCTION costs_cell_item"
        )
    ]

"""Rules between rows: a cost cell stands in a stage that its release has, and such a stage is not taken away."""

from django.db import migrations

STAGES = """
CREATE FUNCTION costs_cell_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.stage NOT IN ('design_build_pit', 'sit', 'uit', 'implement_to_live', 'operational') AND NOT EXISTS (
        SELECT 1 FROM releases_release, jsonb_array_elements(cost_stages) AS one
        WHERE releases_release.id = NEW.release_id AND one->>0 = NEW.stage
    ) THEN
        RAISE EXCEPTION 'a cost cell stands in a stage of its release'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cost_cell_stage_known';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cost_cell_stage_known BEFORE INSERT OR UPDATE ON costs_costcell
    FOR EACH ROW EXECUTE FUNCTION costs_cell_stage();
CREATE FUNCTION costs_release_stages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM costs_costcell
        WHERE release_id = NEW.id
        AND stage NOT IN ('design_build_pit', 'sit', 'uit', 'implement_to_live', 'operational')
        AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(NEW.cost_stages) AS one WHERE one->>0 = stage)
    ) THEN
        RAISE EXCEPTION 'a stage with cost cells stays'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_cost_stages_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_cost_stages_stay BEFORE UPDATE OF cost_stages ON releases_release
    FOR EACH ROW EXECUTE FUNCTION costs_release_stages();
"""
BACK = """
DROP TRIGGER release_cost_stages_stay ON releases_release; DROP FUNCTION costs_release_stages;
DROP TRIGGER cost_cell_stage_known ON costs_costcell; DROP FUNCTION costs_cell_stage;
"""


class Migration(migrations.Migration):
    dependencies = [("costs", "0007_ranges_and_years"), ("releases", "0012_cost_stages")]
    operations = [migrations.RunSQL(STAGES, BACK)]

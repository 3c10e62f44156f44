"""Items about a recommendation of a paper, and rows of papers that are written once."""

from importlib import import_module

from django.db import migrations

from secrel.core.values.immutable import refuse_changes

has_subject = import_module("governance.migrations.0024_across_rows").has_subject
ALSO_PAPERS = """
DO $$
DECLARE
    rule text;
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['item_kind_known', 'item_concerns_a_release'] LOOP
        SELECT pg_get_constraintdef(oid) INTO rule FROM pg_constraint
            WHERE conname = name AND conrelid = 'governance_item'::regclass;
        EXECUTE format('ALTER TABLE governance_item DROP CONSTRAINT %I', name);
        EXECUTE format(
            'ALTER TABLE governance_item ADD CONSTRAINT %I CHECK (kind = ''paper'' OR %s)', name, substring(rule from 7)
        );
    END LOOP;
END $$;
"""
"""Each rule as it is now, or a paper: other migrations may add kinds of their own before or after this one."""


class Migration(migrations.Migration):
    dependencies = [("governance", "0037_papers")]
    operations = [
        migrations.RunSQL(ALSO_PAPERS, migrations.RunSQL.noop),
        has_subject("governance_paperitem", "paper"),
        *refuse_changes(["governance_paperversion", "governance_papernoted"]),
    ]

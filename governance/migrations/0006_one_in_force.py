"""A rule between rows: one version of a release is in force, looked at when the transaction ends."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_kept_by_the_database")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE governance_ridversion ADD CONSTRAINT version_one_in_force
                EXCLUDE USING btree (release_id WITH =) WHERE (state IN ('baselined', 'issued'))
                DEFERRABLE INITIALLY DEFERRED
            """,
            "ALTER TABLE governance_ridversion DROP CONSTRAINT version_one_in_force",
        )
    ]

"""What the entries of earlier versions are about, where they name it otherwise than by now (ADR 28)."""

from django.db import migrations, models

import secrel.core.values.immutable

FILL = """
INSERT INTO core_oldertarget (position, target)
-- Flags were entries about a place of their own.
SELECT position, regexp_replace(target, '/flag$', '') FROM core_auditentry
    WHERE target ~ '^releases/[^/]+/scope/[^/]+/flag$'
UNION
-- Evidence was submitted for one criterion, which the entry names as its target.
SELECT position, regexp_replace(target, '/criteria/[^/]+$', '/evidence/') || (changes -> 'receipt' ->> 1)
    FROM core_auditentry
    WHERE action = 'governance.submit_evidence' AND changes -> 'receipt' ->> 1 ~ '^[^/]+$'
UNION
-- Proposals were about the page on which they were made.
SELECT position, regexp_replace(target, '/edit/.*$', '') ||
        CASE split_part(target, '/', 4) WHEN 'change-requests' THEN '/scope' ELSE '/' || split_part(target, '/', 4) END
    FROM core_auditentry WHERE target ~ '^releases/[^/]+/edit/(costs|timeline|change-requests)$'
UNION
SELECT position, regexp_replace(target, '/edit/.*$', '') FROM core_auditentry
    WHERE target ~ '^modifications/[^/]+/edit/[^/]+$'
ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0019_proposal_place")]

    operations = [
        migrations.CreateModel(
            name="OlderTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.BigIntegerField(help_text="Of the entry.")),
                ("target", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["position"],
                "indexes": [models.Index(fields=["target"], name="older_target")],
                "constraints": [models.UniqueConstraint(fields=("position", "target"), name="older_target_once")],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        *secrel.core.values.immutable.refuse_changes(["core_oldertarget"]),
    ]

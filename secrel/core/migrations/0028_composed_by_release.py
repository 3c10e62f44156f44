"""Find the entries that name the content of a release, which pages as at a day and explanations read."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0027_public_following")]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["composed"], name="audit_composed"),
        ),
    ]

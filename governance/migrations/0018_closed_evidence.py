"""Evidence on security is closed for good; a piece of evidence may be split into several that replace it."""

import django.db.models.deletion
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0017_kinds_of_flags'),
    ]

    operations = [
        migrations.AlterField(
            model_name='evidence',
            name='classification',
            field=models.CharField(choices=[('reviewers', 'Whoever reads evidence'), ('security', 'The submitting team and the SSC only')], default='reviewers', max_length=10),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='governance.evidence'),
        ),
        migrations.CreateModel(
            name='ClosedEvidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField()),
                ('evidence', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closed', to='governance.evidence')),
            ],
            options={
                'verbose_name_plural': 'closed evidence',
            },
        ),
        *refuse_changes(["governance_closedevidence"]),
    ]

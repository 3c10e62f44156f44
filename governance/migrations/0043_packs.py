"""Packs of meetings, and the zip beside a PDF."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0022_news_of_consultations'),
        ('governance', '0042_actions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='snapshot',
            name='snapshot_kind_known',
        ),
        migrations.AddField(
            model_name='renderjob',
            name='archive',
            field=models.ForeignKey(blank=True, help_text='The zip that some kinds of document have beside the PDF.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='kind',
            field=models.CharField(choices=[('rid', 'rid'), ('notice', 'notice'), ('paper', 'paper'), ('pack', 'pack')], default='rid', editable=False, max_length=20),
        ),
        migrations.AddConstraint(
            model_name='renderjob',
            constraint=models.CheckConstraint(condition=models.Q(('archive__isnull', True), ('pdf__isnull', False), _connector='OR'), name='render_job_archive_beside_pdf'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['rid', 'notice', 'paper', 'pack'])), name='snapshot_kind_known'),
        ),
        migrations.AddField(
            model_name='pack',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pack',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='pack',
            name='snapshot',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='governance.snapshot'),
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='pack_version_once'),
        ),
        *refuse_changes(["governance_pack"]),
    ]

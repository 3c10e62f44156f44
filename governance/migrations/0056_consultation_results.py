"""The result of a consultation as a document: its issued versions, written once, and how answers were dealt with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0055_example_notes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsultationResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('issued_on', models.DateField()),
                ('issued_at', models.DateTimeField()),
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
            model_name='respondent',
            name='dealt_with',
            field=models.TextField(blank=True, help_text='How the owner dealt with the answer: published with the result, unless it is confidential.'),
        ),
        migrations.AlterField(
            model_name='snapshot',
            name='kind',
            field=models.CharField(choices=[('rid', 'rid'), ('notice', 'notice'), ('paper', 'paper'), ('pack', 'pack'), ('result', 'result')], default='rid', editable=False, max_length=20),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['rid', 'notice', 'paper', 'pack', 'result'])), name='snapshot_kind_known'),
        ),
        migrations.AddField(
            model_name='consultationresult',
            name='consultation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='governance.consultation'),
        ),
        migrations.AddField(
            model_name='consultationresult',
            name='issued_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='consultationresult',
            name='snapshot',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='consultation_result', to='governance.snapshot'),
        ),
        migrations.AddConstraint(
            model_name='consultationresult',
            constraint=models.UniqueConstraint(fields=('consultation', 'number'), name='consultation_result_once'),
        ),
        *refuse_changes(["governance_consultationresult"]),
    ]

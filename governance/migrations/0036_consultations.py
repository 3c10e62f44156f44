"""Consultations, the answers to them, and what followed. Answers and decisions are written once."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0022_news_of_consultations'),
        ('governance', '0035_flag_notice_failed'),
        ('releases', '0015_go_live_window'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consultation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('go_live', 'Changed go-live'), ('draft_tad', 'Draft TAD'), ('other', 'Another question')], max_length=10)),
                ('question', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='What Parties are asked.', size=None)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='Why it is asked.', size=None)),
                ('current_on', models.DateField(blank=True, null=True)),
                ('proposed_on', models.DateField(blank=True, null=True)),
                ('deadline', models.DateTimeField()),
                ('deadline_words', models.CharField(max_length=120)),
                ('deadlines_before', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='Earlier deadlines, each with the reason why it changed.', size=None)),
                ('decides_on', models.DateField(blank=True, help_text='The day of the meeting that decides.', null=True)),
                ('is_example', models.BooleanField(default=False, help_text='Made by the demonstration; its answers are fictional.')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('closed', 'Closed'), ('decided', 'Decided'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=300)),
                ('summary', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='What the owner makes of the answers.', size=None)),
                ('summarised_on', models.DateField(blank=True, null=True)),
                ('summarised_at', models.DateTimeField(blank=True, help_text='Answers recorded later are not published with the summary.', null=True)),
                ('token', models.PositiveIntegerField(default=1, editable=False)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.body')),
                ('deliverable', models.ForeignKey(blank=True, help_text='The draft TAD that it was opened on.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.deliverable')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.body')),
                ('release', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='releases.release')),
            ],
            options={
                'ordering': ['-deadline', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='AuthorityLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_on', models.DateField()),
                ('file_name', models.CharField(blank=True, max_length=120)),
                ('answer', models.CharField(blank=True, choices=[('', 'No answer yet'), ('permitted', 'Permitted'), ('refused', 'Not permitted')], max_length=10)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('reference', models.CharField(blank=True, max_length=200)),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='governance.consultation')),
            ],
        ),
        migrations.CreateModel(
            name='AnswerLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='governance.consultation')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsultationDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('moved', 'The go-live moves'), ('kept', 'The go-live stays'), ('other', 'Another decision')], max_length=6)),
                ('decided_on', models.DateField()),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='What was decided, and why.', size=None)),
                ('before_on', models.DateField(blank=True, null=True)),
                ('go_live_on', models.DateField(blank=True, null=True)),
                ('effects', models.JSONField(blank=True, default=list)),
                ('recorded_at', models.DateTimeField()),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.body')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='governance.consultation')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Respondent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=20, unique=True)),
                ('key', models.CharField(max_length=300)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='respondents', to='governance.consultation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ConsultationAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.CharField(max_length=120)),
                ('category', models.CharField(choices=[('suppliers', 'Suppliers'), ('electricity_networks', 'Electricity Networks'), ('gas_networks', 'Gas Networks'), ('other_sec_parties', 'Other SEC Parties'), ('dcc', 'DCC'), ('other', 'Not a Party')], max_length=24)),
                ('affected', models.CharField(choices=[('yes', 'Affected'), ('no', 'Not affected'), ('not_stated', 'Not stated')], max_length=10)),
                ('how', models.TextField(blank=True, help_text='How it is affected.')),
                ('comment', models.TextField(blank=True)),
                ('is_confidential', models.BooleanField(default=False)),
                ('source', models.CharField(choices=[('account', 'Web, with an account'), ('web', 'Web, from a confirmed address'), ('mail', 'Email to SECAS'), ('telephone', 'Telephone')], max_length=10)),
                ('received_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('respondent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='governance.respondent')),
            ],
            options={
                'ordering': ['received_at', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['go_live', 'draft_tad', 'other'])), name='consultation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed', 'decided', 'withdrawn'])), name='consultation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='consultation_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'other'), ('release__isnull', False), _connector='OR'), name='consultation_has_its_release'),
        ),
        migrations.AddConstraint(
            model_name='consultation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), ('opened_at__isnull', False), _connector='OR'), name='consultation_opened_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='authorityletter',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'permitted', 'refused'])), name='letter_answer_known'),
        ),
        migrations.AddConstraint(
            model_name='authorityletter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='letter_answered_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='consultationdecision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['moved', 'kept', 'other'])), name='consultation_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='consultationdecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('go_live_on__isnull', False), ('outcome', 'moved')), models.Q(('outcome', 'moved'), _negated=True), _connector='OR'), name='consultation_moved_to_a_day'),
        ),
        migrations.AddConstraint(
            model_name='respondent',
            constraint=models.UniqueConstraint(fields=('consultation', 'key'), name='respondent_once'),
        ),
        migrations.AddConstraint(
            model_name='respondent',
            constraint=models.CheckConstraint(condition=models.Q(('key__startswith', 'mail:'), ('email', ''), _connector='XOR'), name='respondent_address_as_keyed'),
        ),
        migrations.AddConstraint(
            model_name='consultationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['suppliers', 'electricity_networks', 'gas_networks', 'other_sec_parties', 'dcc', 'other'])), name='consultation_answer_category_known'),
        ),
        migrations.AddConstraint(
            model_name='consultationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('affected__in', ['yes', 'no', 'not_stated'])), name='consultation_answer_affected_known'),
        ),
        migrations.AddConstraint(
            model_name='consultationanswer',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['account', 'web', 'mail', 'telephone'])), name='consultation_answer_source_known'),
        ),
        migrations.AddConstraint(
            model_name='consultationanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_by__isnull', False), ('source__in', ['mail', 'telephone'])), models.Q(('recorded_by__isnull', True), ('source__in', ['account', 'web'])), _connector='OR'), name='consultation_answer_recorded'),
        ),
        *refuse_changes(["governance_consultationanswer", "governance_consultationdecision"]),
    ]

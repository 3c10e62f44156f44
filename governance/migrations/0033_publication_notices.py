"""Publication notices: their facts and rows, and their published versions, which are never changed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0032_flag_outside_window"),
        ("modifications", "0008_next_step_held"),
        ("releases", "0015_go_live_window"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=80, unique=True)),
                (
                    "release_name",
                    models.CharField(
                        blank=True,
                        help_text="The release as it is stated, where it is not held here.",
                        max_length=80,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("release", "Release"),
                            ("ad_hoc", "Ad-hoc release"),
                            ("documents", "Documents only"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sec_version",
                    models.CharField(blank=True, help_text="As stated, such as 27.0.", max_length=12),
                ),
                ("stated_count", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("effective_on", models.DateField()),
                ("publish_on", models.DateField(help_text="The day on which it is to be published.")),
                (
                    "changes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="What else changes.",
                        size=None,
                    ),
                ),
                (
                    "help",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        help_text="Where to get help.",
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("published", "Published"),
                            ("correcting", "Being corrected"),
                            ("discarded", "Discarded"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("failure", models.CharField(blank=True, editable=False, max_length=500)),
                ("try_again_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("token", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["-publish_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NoticeDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "codeworks",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_stated", "Not stated")],
                        default="not_stated",
                        max_length=10,
                    ),
                ),
                ("by_modification", models.BooleanField(default=False)),
                ("by_designation", models.BooleanField(default=False)),
                (
                    "designation",
                    models.CharField(
                        blank=True, help_text="Its date or reference, as stated.", max_length=200
                    ),
                ),
                ("by_notification", models.BooleanField(default=False)),
                (
                    "clause",
                    models.CharField(
                        blank=True, help_text="The clause under which the DCC notifies.", max_length=80
                    ),
                ),
                (
                    "notification",
                    models.CharField(blank=True, help_text="Its reference, as stated.", max_length=200),
                ),
                ("version", models.CharField(blank=True, help_text="As stated, such as 2.0.", max_length=12)),
                ("legal_text", models.URLField(blank=True, max_length=300)),
                ("redlining", models.URLField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="NoticeModification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        default="Implemented", help_text="As the notice states it.", max_length=40
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="NoticeSpecification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("specification", models.CharField(help_text="Such as SMETS2.", max_length=40)),
                ("version", models.CharField(help_text="Such as v3.1.", max_length=40)),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("from", "Comes into force"),
                            ("until", "Ceases to be in force"),
                            ("in_force", "In force, not stated since when"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="NoticeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("published_on", models.DateField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="release",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="releases.release",
            ),
        ),
        migrations.AddField(
            model_name="noticedocument",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices",
                to="modifications.secdocument",
            ),
        ),
        migrations.AddField(
            model_name="noticedocument",
            name="modifications",
            field=models.ManyToManyField(blank=True, related_name="+", to="modifications.part"),
        ),
        migrations.AddField(
            model_name="noticedocument",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="governance.notice"
            ),
        ),
        migrations.AddField(
            model_name="noticemodification",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="modifications",
                to="governance.notice",
            ),
        ),
        migrations.AddField(
            model_name="noticemodification",
            name="part",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="modifications.part"
            ),
        ),
        migrations.AddField(
            model_name="noticespecification",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="specifications",
                to="governance.notice",
            ),
        ),
        migrations.AddField(
            model_name="noticeversion",
            name="notice",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="governance.notice"
            ),
        ),
        migrations.AddField(
            model_name="noticeversion",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="noticeversion",
            name="snapshot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notice_version",
                to="governance.snapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__in", ["release", "ad_hoc", "documents"])), name="notice_form_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "scheduled", "published", "correcting", "discarded"])
                ),
                name="notice_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug__regex", "^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+([-.][a-z0-9]+)*$")),
                name="notice_slug_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sec_version", ""),
                    ("sec_version__regex", "^(0|[1-9][0-9]{0,3})\\.(0|[1-9][0-9]{0,3})$"),
                    _connector="OR",
                ),
                name="notice_sec_version_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("release__isnull", True), ("release_name", ""), _connector="OR"),
                name="notice_release_named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "scheduled"), _negated=True),
                    ("publish_at__isnull", False),
                    _connector="OR",
                ),
                name="notice_scheduled_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "scheduled"),
                    models.Q(("attempts", 0), ("failure", ""), ("try_again_at__isnull", True)),
                    _connector="OR",
                ),
                name="notice_failure_of_scheduled",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.UniqueConstraint(fields=("notice", "document"), name="notice_document_once"),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.UniqueConstraint(
                fields=("notice", "position"), name="notice_document_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("codeworks__in", ["yes", "no", "not_stated"])),
                name="notice_codeworks_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", ""),
                    ("version__regex", "^(0|[1-9][0-9]{0,3})\\.(0|[1-9][0-9]{0,3})$"),
                    _connector="OR",
                ),
                name="notice_document_version_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("by_designation", True), ("designation", ""), _connector="OR"),
                name="notice_designation_of_designated",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("by_notification", True), models.Q(("clause", ""), ("notification", "")), _connector="OR"
                ),
                name="notice_clause_of_notified",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticemodification",
            constraint=models.UniqueConstraint(fields=("notice", "part"), name="notice_part_once"),
        ),
        migrations.AddConstraint(
            model_name="noticemodification",
            constraint=models.UniqueConstraint(
                fields=("notice", "position"), name="notice_modification_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticespecification",
            constraint=models.UniqueConstraint(
                fields=("notice", "specification", "version"), name="notice_specification_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticespecification",
            constraint=models.UniqueConstraint(
                fields=("notice", "position"), name="notice_specification_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticespecification",
            constraint=models.CheckConstraint(
                condition=models.Q(("change__in", ["from", "until", "in_force"])),
                name="notice_specification_change_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeversion",
            constraint=models.UniqueConstraint(fields=("notice", "number"), name="notice_version_once"),
        ),
        *refuse_changes(["governance_noticeversion"]),
    ]

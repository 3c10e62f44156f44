"""News of published notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0020_older_targets"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="news",
            name="news_kind_known",
        ),
        migrations.AlterField(
            model_name="news",
            name="kind",
            field=models.CharField(
                choices=[
                    ("published", "A version of a RID is published"),
                    ("go_live", "The date of a go-live moves"),
                    ("live", "A release goes live"),
                    ("notice", "A publication notice is published"),
                    ("decided", "A body decides"),
                    ("meeting", "A meeting is planned or cancelled"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="news",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["published", "go_live", "live", "notice", "decided", "meeting"])
                ),
                name="news_kind_known",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """The sections of a document stand in its code; the database holds comments to the form of a key."""

    dependencies = [("governance", "0026_snapshot_kind")]

    operations = [
        migrations.RemoveConstraint(model_name="comment", name="comment_section_known"),
        migrations.AlterField(
            model_name="comment",
            name="section",
            field=models.CharField(help_text="Its key.", max_length=20),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("section__regex", "^[a-z]+(_[a-z]+)*$")), name="comment_section_is_key"
            ),
        ),
    ]

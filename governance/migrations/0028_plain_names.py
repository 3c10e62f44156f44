from django.db import migrations, models


class Migration(migrations.Migration):
    """The sentence that a waiver accepts is named for what it is; a standard set is discarded, not given up."""

    dependencies = [("governance", "0027_comment_section")]

    operations = [
        migrations.RenameField(model_name="waiver", old_name="said", new_name="finding"),
        migrations.AlterField(
            model_name="standardset",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_force", "In force"),
                    ("superseded", "Superseded"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                editable=False,
                max_length=12,
            ),
        ),
    ]

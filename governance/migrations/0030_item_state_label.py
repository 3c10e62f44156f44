from django.db import migrations, models


class Migration(migrations.Migration):
    """An open item is labelled "On the agenda". The database stores keys, so no data changes."""

    dependencies = [("governance", "0029_names_of_sentences")]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "On the agenda"),
                    ("minuted", "Outcome recorded"),
                    ("subject", "Subject to changes"),
                    ("decided", "Decided"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="open",
                editable=False,
                max_length=12,
            ),
        ),
    ]

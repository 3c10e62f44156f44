from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0020_calendar_files")]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="classification",
            field=models.CharField(
                choices=[
                    ("reviewers", "Everybody who may read evidence"),
                    ("security", "The submitting team and the SSC only"),
                ],
                default="reviewers",
                max_length=10,
            ),
        ),
    ]

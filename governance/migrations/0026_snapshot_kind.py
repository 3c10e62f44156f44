from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0025_flag_modification")]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="kind",
            field=models.CharField(choices=[("rid", "rid")], default="rid", editable=False, max_length=20),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["rid"])), name="snapshot_kind_known"
            ),
        ),
    ]

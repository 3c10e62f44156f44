"""Why an imported document and the facts taken from it differ."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0030_item_state_label")]

    operations = [
        migrations.AddField(
            model_name="deviation",
            name="reason",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        )
    ]

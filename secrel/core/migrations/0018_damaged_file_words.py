from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0017_confirmed_factors")]

    operations = [
        migrations.AlterField(
            model_name="damagedfile",
            name="mended",
            field=models.CharField(
                blank=True,
                choices=[
                    ("rendered", "Recreated from its data, identical to the original"),
                    ("restored", "Put back into the storage"),
                ],
                max_length=10,
            ),
        ),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    """The sentence that a waiver accepts is named for what it is."""

    dependencies = [("governance", "0027_comment_section")]

    operations = [migrations.RenameField(model_name="waiver", old_name="said", new_name="finding")]

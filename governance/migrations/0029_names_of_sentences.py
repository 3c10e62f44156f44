"""The sentence of a flag, and what a calendar file last sent of an event, get the names that the code calls them by."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("governance", "0027_comment_section")]
    operations = [
        migrations.RenameField("flag", "said", "sentence"),
        migrations.RenameField("flagstep", "said", "sentence"),
        migrations.RenameField("calendarevent", "told", "sent"),
    ]

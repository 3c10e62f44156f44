from django.db import migrations, models

KINDS = [("rid", "Release Implementation Document"), ("paper", "Releases update paper"), ("notice", "Publication notices")]


class Migration(migrations.Migration):
    dependencies = [("governance", "0058_uploaded_rids")]

    operations = [
        migrations.AddField(
            model_name="uploadedrid",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, default="rid", max_length=10),
        ),
        migrations.AlterField(
            model_name="uploadedrid",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, help_text="Empty until it is read, unless somebody said it.", max_length=10),
        ),
        migrations.AddField(
            model_name="uploadedrid",
            name="notices",
            field=models.ManyToManyField(blank=True, related_name="+", to="governance.notice"),
        ),
        migrations.RemoveConstraint(model_name="uploadedrid", name="uploaded_rid_imported_has_version"),
        migrations.AddConstraint(
            model_name="uploadedrid",
            constraint=models.CheckConstraint(
                condition=models.Q(state="imported", kind="rid") ^ models.Q(version__isnull=True),
                name="uploaded_rid_imported_has_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="uploadedrid",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=["", "rid", "paper", "notice"]), name="uploaded_rid_kind_known"
            ),
        ),
    ]

from django.db import migrations

from secrel.core.models.subscriptions import new_secret


def tell_what_was_published(apps, schema_editor):
    """Feeds begin with the versions that were published before there were any."""
    news = apps.get_model("core", "News")
    rows = apps.get_model("governance", "RidVersion").objects.filter(published_on__isnull=False)
    for row in rows.select_related("release", "snapshot").order_by("published_on", "pk"):
        number, slug = f"{row.major}.{row.minor}", row.release.slug
        name = row.release.name.removesuffix(" SEC Release")
        news.objects.create(
            key=new_secret(),
            kind="published",
            on=row.published_on,
            at=row.snapshot.frozen_at,
            subject=f"{name} RID {number} is published",
            body=row.changes,
            path=f"/releases/{slug}/rid/{number}/",
            topics=["all", "kind:published", f"release:{slug}"],
            audience=row.snapshot.issue["document"]["classification"],
        )


class Migration(migrations.Migration):
    dependencies = [("core", "0009_following"), ("governance", "0015_flags_of_every_kind")]

    operations = [migrations.RunPython(tell_what_was_published, migrations.RunPython.noop)]

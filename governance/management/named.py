"""Releases and versions as commands name them: june-2021, june-2021/8.0."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from governance.management.commands.bootstrap import load_reference_data
from governance.models import RidVersion
from releases.models import Release


def release_named(slug: str) -> Release:
    release = Release.objects.filter(slug=slug).first()
    if release is None:
        known = ", ".join(Release.objects.order_by("slug").values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no release “{slug}”. Those that are here: {known}.")
    return release


def version_named(release: Release, number: str) -> RidVersion:
    versions = {version.number: version for version in release.versions.select_related("snapshot__content")}
    if number not in versions:
        known = ", ".join(versions) or "none"
        raise CommandError(f"The {release} has no version {number} here. Those that are: {known}.")
    return versions[number]


def split_name(name: str) -> tuple[str, str]:
    """Slug and number of june-2021/8.0 (or june-2021/rid/8.0); the number is empty where there is none."""
    slug, _, number = name.strip("/").removeprefix("releases/").partition("/")
    return slug, number.removeprefix("rid/")


def ready_database() -> None:
    """The embedded database is set up where it is new; another one is its administrator's business."""
    if "django_migrations" in connection.introspection.table_names():
        return
    if not settings.EMBEDDED_DATABASE:
        raise CommandError("The database has no tables yet. Run manage.py migrate, then manage.py bootstrap.")
    call_command("migrate", verbosity=0, interactive=False)
    load_reference_data()

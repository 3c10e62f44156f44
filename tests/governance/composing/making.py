"""Does what a worker would do with files of drafts."""

from django.http import HttpResponse
from django.test import Client

from governance.composing.models import DraftFile
from governance.composing.tasks import make_draft_file


def make_waiting() -> list[str]:
    """Make all files that wait; returns what became of each."""
    waiting = DraftFile.objects.filter(ended_at__isnull=True).order_by("queued_at")
    return [make_draft_file(key=key) for key in waiting.values_list("pk", flat=True)]


def made(client: Client, address: str) -> HttpResponse:
    """The file at an address, which is not there when it is asked for first."""
    assert client.get(address).status_code == 202
    assert make_waiting() == ["done"]
    return client.get(address)

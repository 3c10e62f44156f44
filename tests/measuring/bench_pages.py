"""The part of `make bench` about pages and the examples: CPU time and queries, against the earlier commit."""

from pathlib import Path

from tests.measuring.earlier import BEFORE, ROOT, measured

PAGES = {
    "/releases/november-2021/": ("analyst", 0.3),
    "/modifications/": ("analyst", 0.45),
    "/modifications/paper-round/": ("analyst", 0.45),
    "/": ("analyst", 0.65),
    "/releases/november-2021/edit/scope/": ("analyst", 0.65),
    "/releases/november-2021/edit/summary/": ("analyst", 0.65),
    "/releases/november-2021/edit/timeline/": ("analyst", 0.65),
    "/releases/november-2021/edit/costs/": ("analyst", 0.65),
    "/releases/june-2021/": ("public", None),
    "/releases/june-2021/rid/8.0/": ("public", None),
    "/releases/": ("public", None),
}
"""Addresses, who opens them, and the most of the earlier commit's CPU time that they may take."""
EXAMPLES = "Examples, for each operation and its part of the PDFs"
IMPORT = "Import of 100 modifications, for each operation"
ROUNDS = 20
LONGEST = 400
EACH = """
from datetime import date
from django.conf import settings
from django.test import Client
from django.test.utils import CaptureQueriesContext
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
settings.TODAY = date(2021, 10, 15)
call_command("collectstatic", verbosity=0, interactive=False)
began = taken()
call_command("load_examples", verbosity=0, stdout=io.StringIO())
entries = AuditEntry.objects.count()
print(json.dumps([EXAMPLES, (taken() - began) / entries, entries]), flush=True)
clients = {"public": Client(headers={"host": "localhost"}), "analyst": Client(headers={"host": "localhost"})}
clients["analyst"].force_login(User.objects.get(email="analyst@secas.example"))
for address, (who, _) in PAGES.items():
    client = clients[who]
    for _ in range(2):
        assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        asked = len(queries)
    began = taken()
    for _ in range(ROUNDS):
        client.get(address)
    print(json.dumps([address, (taken() - began) / ROUNDS, asked]), flush=True)
try:
    from secrel.core.changes.operations import SYSTEM
    from tests.support.large import large_document
except ImportError:  # the earlier tree
    from secrel.core.changes import SYSTEM
    from tests.large import large_document
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
document, entries = large_document(100, first=1000), AuditEntry.objects.count()
document["release"]["name"], document["document"]["version"] = "Release with 100", "1.0"
began = taken()
import_rid(by=SYSTEM, document=check_document(document), on=settings.TODAY)
took, entries = taken() - began, AuditEntry.objects.count() - entries
print(json.dumps([IMPORT, took / entries, entries]), flush=True)
"""


def bench_pages(before: Path) -> None:
    """Milliseconds of CPU for each page, and the ratio. `before`: the earlier tree."""
    names = f"EXAMPLES, IMPORT, PAGES, ROUNDS = {EXAMPLES!r}, {IMPORT!r}, {PAGES!r}, {ROUNDS}\n"
    ours = measured(ROOT, names + EACH, [], LONGEST)
    theirs = {what: (took, queries) for what, took, queries in measured(before, names + EACH, [], LONGEST)}
    for what, took, queries in ours:
        who, target = PAGES.get(what, ("", 0.25))
        earlier, asked = theirs[what]
        aim = f" (target: at most {target})" if target else ""
        print(
            f"{what:<40} {who:<8} {took * 1000:8.1f} ms CPU, {queries:2} queries   {BEFORE} {earlier * 1000:8.1f} ms, "
            f"{asked:2}   × {took / earlier:.2f}{aim}",
            flush=True,
        )

"""A paper that is confirmed becomes proposals, and notices become drafts; nothing else of them is stored."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.intake.models import UploadedRid
from governance.intake.tasks import read_uploaded
from governance.notices.models import Notice
from modifications.models.modifications import Modification
from releases.models.scope import ScopeItem
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry

pytestmark = pytest.mark.django_db
PAPER = """SEC Releases update

This paper tells the CSC how the releases stand.

2. November 2021 SEC Release

The table below summarises the modifications in scope of the November 2021 SEC Release on 4 November 2021:

| Modification | Status | Impacts DCC Systems? |
| --- | --- | --- |
| {held} ‘Held’ | {status} | ✓ |
| MP999 ‘Never heard of’ | Approved for inclusion. | |

3. Recommendations

The CSC is requested to:

- NOTE the update.

21 September 2021
"""
STATUS = (
    "The Change Board vote will take place on 29 September 2021. It will be included if the Authority decides to "
    "approve it by 21 October 2021."
)
NOTICES = """SEC version 91.0 published

27 November 2021

SEC version 91.0 comes into effect on 29 November 2021 to implement MP149 ‘Effecting Changes’ and MP998 ‘Unknown’.

What parts of the SEC were affected?

The following parts of the SEC have been updated:

  • Section A ‘Definitions and Interpretation’
  • Appendix ZZ ‘Not one’
"""


@pytest.fixture
def read(as_role, examples):
    client = as_role("analyst")

    def upload(text, kind=""):
        file = SimpleUploadedFile("a.txt", text.encode(), "text/plain")
        answer = client.post("/imports/", {"file": file, "kind": kind})
        assert answer.status_code == 303
        row = UploadedRid.objects.latest("pk")
        assert read_uploaded(receipt=row.receipt) == "read"
        row.refresh_from_db()
        return client, row, client.get(row.get_absolute_url()).content.decode()

    return upload


def test_paper_becomes_proposals_that_an_analyst_accepts(read):
    item = (
        ScopeItem.objects.filter(release__slug="november-2021", part__name="").exclude(status="out").first()
    )
    ref = item.modification.reference
    client, row, page = read(PAPER.format(held=ref, status=STATUS))
    assert (row.kind, "MP999 is not in the register" in page) == ("paper", True)
    sent = {"token": row.token, "looked": "1", "offered": "/releases/0/rows/0"}
    nothing = client.post(row.get_absolute_url(), sent)
    assert (nothing.status_code, "Nothing of this paper would be proposed" in nothing.content.decode()) == (
        422,
        True,
    )
    assert client.post(row.get_absolute_url(), sent | {"propose": "/releases/0/rows/0"}).status_code == 303
    row.refresh_from_db()
    assert (row.state, row.version) == ("imported", None)
    proposals = {one.column: one for one in Proposal.objects.filter(sheet="standing", state="open")}
    assert proposals["cut_off"].text == "21 Oct 21"
    assert proposals["step"].text == "The Change Board vote will take place on 29 September 2021"
    assert {one.about for one in proposals.values()} == {"release:november-2021"}
    entry = AuditEntry.objects.filter(target=f"imports/{row.receipt}").last()
    assert entry.changes["file"] == [None, row.file_id]
    assert ScopeItem.objects.get(pk=item.pk).cut_off_on == item.cut_off_on
    sheet = "/releases/november-2021/edit/standing/"
    assert "Proposed from documents" in client.get(sheet).content.decode()
    chosen = [one.pk for one in proposals.values() if one.column in ("cut_off", "step", "expected")]
    answer = client.post(sheet, {"decide": "accept", "proposal": chosen, "why": "The CSC’s paper"})
    assert answer.status_code == 303, answer.content.decode()
    item.refresh_from_db()
    assert item.cut_off_on.isoformat() == "2021-10-21"
    step = item.modification.next_steps.filter(outcome="").first()
    assert step.step == proposals["step"].text
    assert Proposal.objects.filter(sheet="standing", state="accepted").count() == len(chosen)


def test_notices_become_drafts_and_what_is_unknown_is_named(read):
    if not Modification.objects.filter(reference="MP149").exists():
        pytest.skip("the examples have no MP149")
    client, row, page = read(NOTICES)
    assert (row.kind, "MP998 is not in the register" in page) == ("notice", True)
    sent = {"token": row.token, "looked": "1"}
    assert "No notice is chosen" in client.post(row.get_absolute_url(), sent).content.decode()
    assert client.post(row.get_absolute_url(), sent | {"draft": "/notices/0"}).status_code == 303
    notice = Notice.objects.get(sec_version="91.0")
    assert (notice.state, notice.slug, list(row.notices.all())) == ("draft", "2021-11-27-sec-91.0", [notice])
    assert [str(one.part) for one in notice.modifications.all()] == ["MP149"]
    assert [one.document.designation for one in notice.documents.all()] == ["Section A"]
    again, second, page = read(NOTICES, "notice")
    assert "This notice is stored already" in page
    sent = {"token": second.token, "looked": "1", "draft": "/notices/0"}
    assert "is stored already" in again.post(second.get_absolute_url(), sent).content.decode()

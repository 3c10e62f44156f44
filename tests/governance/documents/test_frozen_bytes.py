"""Frozen contents, snapshots, digests and the published schema never change, byte for byte."""

import pytest
import rfc8785

from governance.composing.compose import compose
from governance.composing.models import Content, Snapshot
from governance.documents.rid.types.rid import RidContent
from governance.documents.schemas import RID, schema
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.changes.record import digest_of
from tests.support.agreed_schema import as_first_agreed

CONTENTS = {
    "february-2021/0.1": "c360f1a6ec83613f",
    "february-2021/1.0": "c360f1a6ec83613f",
    "february-2021/1.1": "8785129b1ab7e09d",
    "february-2021/2.0": "8785129b1ab7e09d",
    "february-2021/3.0": "8a9fbd10a920d7ba",
    "february-2021/4.0": "409ec471e40e6d68",
    "june-2020/0.1": "21ad8fc172e4a487",
    "june-2020/0.2": "a5ae27e1bd9533ce",
    "june-2020/0.3": "940d4a2af650d204",
    "june-2020/1.0": "940d4a2af650d204",
    "june-2020/1.1": "634313587caf0bba",
    "june-2020/2.0": "634313587caf0bba",
    "june-2021/0.1": "fcbefc6bbb3d84cd",
    "june-2021/1.0": "fcbefc6bbb3d84cd",
    "june-2021/1.1": "34609ebeb22462de",
    "june-2021/2.0": "34609ebeb22462de",
    "june-2021/3.0": "96663bf1c2fc54b4",
    "june-2021/4.0": "876e128324c9e7bb",
    "june-2021/5.0": "c57bc163ed238fde",
    "june-2021/6.0": "4d4ca9f755c8202b",
    "june-2021/7.0": "4018e5d6bfb64a47",
    "june-2021/8.0": "e3317b2e10a82965",
    "june-2022/0.1": "f4f45b994a9a8980",
    "june-2022/1.0": "f4f45b994a9a8980",
    "november-2021/0.1": "c3e1717deeeefe08",
}
"""The digests with which version 0.6 froze the contents of the examples."""
SCHEMA_OF_RID_1 = "6cc6fd37642b80ac7cd088c21352096bbabf7a226433b127a62ad4590df808d9"


@pytest.mark.django_db
def test_contents_of_the_examples_have_the_digests_they_had(examples):
    rows = RidVersion.objects.select_related("release", "snapshot")
    found = {f"{row.release.slug}/{row.number}": row.snapshot.content_id[:16] for row in rows}
    assert found == CONTENTS


@pytest.mark.django_db
def test_stored_data_is_read_and_written_as_the_same_bytes(examples):
    for snapshot in Snapshot.objects.select_related("content"):
        assert rfc8785.dumps(snapshot.document.as_data()) == rfc8785.dumps(snapshot.as_data())
        assert digest_of(snapshot.document.issue.as_data()) == snapshot.issue_digest
    contents = Content.objects.filter(data__has_key="scope")
    assert contents.count() > 50
    for content in contents:
        assert rfc8785.dumps(RidContent.of_data(content.data).as_data()) == rfc8785.dumps(content.data)


@pytest.mark.django_db
def test_releases_compose_to_a_stored_content(examples):
    for release in Release.objects.all():
        assert Content.objects.filter(pk=digest_of(compose(release).as_data())).exists()


def test_the_schema_that_others_exchange_by_stays():
    """It has grown by optional fields only, so a document of then is one of today."""
    assert digest_of(as_first_agreed(schema(RID))) == SCHEMA_OF_RID_1


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("document", "version date classification reference annexes status"),
        ("acceptance", "general operational testing security notes"),
        ("costs/combined", "sit uit implement_to_live shared_with further"),
        ("scope", "approved targeted change_requests change_requests_state additions"),
        ("timeline/[]", "when event notes rule actual"),
    ],
)
def test_documents_that_go_out_have_their_fields_in_the_agreed_order(place, names):
    """A digest of the schema does not see the order."""
    rule = schema(RID)
    for step in place.split("/"):
        rule = rule["items"] if step == "[]" else rule["properties"][step]
    assert list(rule["properties"]) == names.split()

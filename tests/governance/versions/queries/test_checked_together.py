"""Composing and checking many releases at once, as scenarios do, equals composing and checking each of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.versions.queries.checking import checked_in_rehearsal, findings_in, with_waivers
from governance.versions.queries.live import live_rid
from releases.models.releases import Release

pytestmark = pytest.mark.django_db


def test_releases_read_together_have_the_contents_and_findings_of_each_alone(examples):
    slugs = list(Release.objects.values_list("slug", flat=True))
    with CaptureQueriesContext(connection) as queries:
        found = checked_in_rehearsal(slugs)
    assert sorted(row.slug for row, _, _ in found) == sorted(slugs)
    for row, content, findings in found:
        alone = Release.objects.get(slug=row.slug)
        rid = live_rid(alone)
        assert content == rid.content, row.slug
        assert findings == with_waivers(alone, findings_in(alone, rid)), row.slug
    with CaptureQueriesContext(connection) as of_one:
        checked_in_rehearsal(["november-2021"])
    # For all of them, what one release has none of is read too, such as options, and criteria of the other profile.
    assert (len(queries), len(of_one)) == (35, 29)

from datetime import date

import pytest

from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.governance.scenarios.plans import ON


@pytest.fixture
def june(examples):
    """June 2020 as it was planned: with its go-live on 25 June."""
    release = Release.objects.get(slug="june-2020")
    fields = {"go_live_on": date(2020, 6, 25)}
    change_release(
        by=SYSTEM, release=release, fields=fields, token=AS_STORED, reason="As it was planned.", on=ON
    )
    release.refresh_from_db()
    return release

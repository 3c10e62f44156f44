"""The examples as they were before March 2020, so that tests can consult on June 2020 themselves."""

from datetime import date

import pytest

from releases.models.releases import Release
from tests.governance.consultations.asked import JUNE


@pytest.fixture
def examples(examples):
    """The example releases, with June 2020 at the go-live that the example’s decision moved."""
    Release.objects.filter(slug=JUNE).update(go_live_on=date(2020, 6, 25))
    return examples

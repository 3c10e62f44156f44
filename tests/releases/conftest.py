import pytest

from releases.models.releases import Release


@pytest.fixture
def june(examples):
    return Release.objects.get(slug="june-2020")

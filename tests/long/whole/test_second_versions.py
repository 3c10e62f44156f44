"""A second version of one document whose lists are changed in every way."""

from tests.governance.importer.test_second_versions import comes_in_whole


def test_second_version_with_lists_changed_in_every_way_comes_in_whole(db):
    comes_in_whole("added first", "removed", "emptied", "reversed")

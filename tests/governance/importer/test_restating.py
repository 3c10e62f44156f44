"""A document restored from its facts and the differences between both."""

import json

from governance.documents.rid.deviations import differences
from governance.importer.restating import restated


def test_restated_document_has_its_own_values_fields_and_order():
    stated = {
        "scope": [{"ref": "MP2", "title": "Its own"}, {"ref": "MP1", "title": "Same"}],
        "notes": [],
        "total": "7",
    }
    computed = {
        "total": "9",
        "further": "unused",
        "scope": [{"ref": "MP2", "title": "Stored"}, {"ref": "MP1", "title": "Same"}],
    }
    found = list(differences(stated, computed))
    assert [row.place for row in found] == ["scope/MP2/title", "total"]
    assert json.dumps(restated(stated, computed, found)) == json.dumps(stated)


def test_restated_entries_with_one_name_stay_apart():
    stated = {"annexes": [{"label": "2", "n": "a"}, {"label": "x", "n": "b"}, {"label": "x", "n": "c"}]}
    computed = {"annexes": [{"label": "2", "n": "a"}, {"label": "x", "n": "B"}, {"label": "x", "n": "C"}]}
    found = list(differences(stated, computed))
    assert [row.place for row in found] == ["annexes/1/n", "annexes/2*/n"]
    assert restated(stated, computed, found) == stated


def test_restated_map_drops_what_only_the_facts_have():
    stated, computed = {"glossary": {"SIT": "s"}}, {"glossary": {"SIT": "s", "UIT": "u"}}
    assert restated(stated, computed, list(differences(stated, computed))) == stated


def test_restating_leaves_the_facts_as_they_are():
    computed = {"notes": [{"text": "old"}]}
    restated({"notes": []}, computed, list(differences({"notes": []}, computed)))
    assert computed == {"notes": [{"text": "old"}]}

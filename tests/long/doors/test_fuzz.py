"""Generated input: comparing contents, and any text in any form."""

import copy

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.documents.engine.printing.render import render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from governance.versions.models import RidVersion
from releases.models.releases import Section
from releases.models.scope import ScopeItem
from releases.queries import section_token
from secrel.core.models.people import User
from tests.support.rids import compared, composed

pytestmark = pytest.mark.django_db
ANY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)


def leaves(node, path=()):
    """Paths of the texts that a user may change."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, (*path, key))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from leaves(child, (*path, index))
    elif isinstance(node, str):
        yield path


NAMES = {"ref", "key", "participant", "document", "area", "slug"}


@ANY
@given(data=st.data(), text=texts)
def test_one_changed_text_is_one_changed_fact(examples, data, text):
    before = composed(examples.june)
    paths = [path for path in leaves(before) if path[-1] not in NAMES and "participants" not in path]
    path = data.draw(st.sampled_from(paths))
    after = copy.deepcopy(before)
    node = after
    for step in path[:-1]:
        node = node[step]
    if node[path[-1]] == text:
        return
    node[path[-1]] = f"will {text}" if path[-1] == "summary" else text
    changes = compared(before, after)
    assert len(changes) == 1, (path, changes)
    assert changes[0].section == path[0]
    assert compared(after, after) == ()


@ANY
@given(text=texts)
def test_any_description_is_saved_unchanged_and_printed_as_text(examples, text):
    client = Client()
    client.force_login(User.objects.get(email="analyst@secas.example"))
    entered = {"description": text, "token": section_token(examples.november, Section.Key.SCOPE)}
    response = client.post("/releases/november-2021/scope/MP164/", entered)
    stored = ScopeItem.objects.get(part__modification__reference="MP164").description
    assert response.status_code in (303, 422)
    if response.status_code == 303:
        assert stored == text.strip()
    page = client.get("/releases/november-2021/")
    assert page.status_code == 200
    data = RidVersion.objects.get(release=examples.november).snapshot.as_data()
    data["content"]["scope"]["targeted"][0]["summary"] = f"proposes to {text}"
    assert "<script" not in render_print(RID_KIND, Rid.of_data(data))


@ANY
@given(data=st.dictionaries(st.sampled_from(["description", "move", "cut_off_on", "reason", "token"]), texts))
def test_any_form_is_answered(examples, data):
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(email="analyst@secas.example"))
    assert client.post("/releases/november-2021/scope/MP149/", data).status_code in (303, 409, 422)


@ANY
@given(
    path=st.lists(
        st.sampled_from(["releases", "june-2021", "rid", "8.0", "x", "%00", "..", "é", "999.999"]), max_size=5
    )
)
def test_any_address_is_answered(examples, path):
    assert Client().get("/" + "/".join(path) + "/").status_code in (200, 301, 302, 404)

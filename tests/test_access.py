"""Every address is in one of two literal tables; `tests/long/doors/test_access.py` opens each by each role."""

from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.support.addresses import TABLE
from tests.support.sweeps import undone
from tests.support.writes import SIGN_IN, WRITES, only_written, written

THIRD_PARTY = ("admin:", "mfa_")


def names(resolver=None, prefix="") -> set[str]:
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= names(pattern, prefix + space)
        elif isinstance(pattern, URLPattern):
            found.add(prefix + (pattern.name or str(pattern.pattern)))
    return found


def test_every_address_is_in_the_table():
    ours = {name for name in names() if not name.startswith(THIRD_PARTY)}
    assert ours == {*TABLE, *only_written()}
    assert not set(TABLE) & {key for key, row in WRITES.items() if len(row) == 4}


def test_every_address_that_writes_is_in_the_table(people, rf):
    """Each view is sent each method: whatever is not 405 takes it. Those of the admin are Django's."""
    taken = set()
    for name, path in {name: path for name, (path, _) in TABLE.items()}.items() | only_written().items():
        path = path.format(receipt="E-2021-AAAA-BBBB")
        view, arguments, named = resolve(path)
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            if name in SIGN_IN or (method, name) in written():
                continue
            request = rf.generic(method, path)
            request.user, request.session = people.nobody, {}
            if not _answers_405(view, request, arguments, named):
                taken.add((method, name))
    assert taken == set()


def _answers_405(view, request, arguments, named) -> bool:
    request._dont_enforce_csrf_checks = True
    try:
        with undone():
            return view(request, *arguments, **named).status_code == 405
    except Exception:
        return False


def test_admin_is_for_administrators_through_our_sign_in(people, as_role):
    response = as_role("anonymous").get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    assert as_role("administrator").get("/admin/").status_code == 200
    for role in ("analyst", "chair", "member", "delivery", "nobody"):
        assert as_role(role).get("/admin/").status_code == 302


def test_every_page_that_only_posts_rejects_get(examples, as_role):
    analyst = as_role("analyst")
    for name in WRITES:
        if name.startswith("rid-"):
            assert analyst.get(TABLE[name][0]).status_code == 405
    for path in only_written().values():
        assert analyst.get(path).status_code == 405

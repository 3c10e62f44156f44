"""What published notices and decisions state stands on the pages of releases and modifications."""

import pytest

pytestmark = pytest.mark.django_db


def test_releases_and_modifications_say_what_a_notice_states(examples, client):
    """November 2020 has no RID here, and part 2 of SECMP0062 is in refinement in the register."""
    notice = 'href="/notices/2020-11-27-sec-27.0/"'
    assert notice in client.get("/releases/november-2020/").content.decode()
    page = client.get("/modifications/SECMP0062/").content.decode()
    assert "Part 2: Implemented, from " in page
    assert notice in page
    assert "<dt>Publication notice</dt>" not in client.get("/releases/june-2021/").content.decode()


def test_a_release_says_which_go_live_was_decided_after_its_rid(examples, client, as_role):
    """RID 2.0 of June 2020 says 25 June; the Panel moved it to 6 May (an example). The analyst sees the new one."""
    page = client.get("/releases/june-2020/").content.decode()
    assert "Go-live decided since" in page
    assert 'datetime="2020-05-06"' in page
    assert "Go-live decided since" not in as_role("analyst").get("/releases/june-2020/").content.decode()

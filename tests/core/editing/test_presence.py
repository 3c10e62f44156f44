"""Who has a page open, stored in Valkey."""

import pickle

import redis
from django.conf import settings
from django.core.cache import caches

from secrel.core.editing.presence import others_at
from tests.support.factories import UserFactory

PLACE = "a-place"


class Bomb:
    """Unpickling it runs its code."""

    exploded = False

    @classmethod
    def explode(cls) -> dict:
        cls.exploded = True
        return {}

    def __reduce__(self) -> tuple:
        return (Bomb.explode, ())


def test_everybody_sees_the_names_of_the_others(db):
    first, second = UserFactory(name="Ann"), UserFactory(name="Bob ☃")
    assert others_at(PLACE, first) == []
    assert others_at(PLACE, second) == ["Ann"]
    assert others_at(PLACE, first) == ["Bob ☃"]


def test_what_is_read_from_valkey_is_never_run(db, monkeypatch):
    from secrel.core.editing import presence

    monkeypatch.setattr(presence, "_pause", presence.Pause(seconds=5))
    key = caches["presence"].make_key(f"open:{PLACE}")
    with redis.Redis.from_url(settings.CACHES["presence"]["LOCATION"]) as valkey:
        valkey.set(key, pickle.dumps(Bomb()), ex=5)
    assert others_at(PLACE, UserFactory()) == []
    assert not Bomb.exploded

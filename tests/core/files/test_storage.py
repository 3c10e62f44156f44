"""Files are stored completely or not at all."""

import pytest
from django.core.files.base import ContentFile

from secrel.core.files.storage import WholeFileStorage


class Dies(ContentFile):
    """A file whose reading ends in the middle, as with a killed process."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError("the machine is gone")


def test_a_file_is_stored_complete(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    assert storage.save("ab/cd", ContentFile(b"whole")) == "ab/cd"
    assert storage.open("ab/cd").read() == b"whole"


def test_a_half_written_file_is_not_there(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(OSError, match="gone"):
        storage.save("ab/cd", Dies(b""))
    assert not storage.exists("ab/cd")
    assert list((tmp_path / "ab").iterdir()) == []


def test_the_same_name_is_the_same_file(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    for _ in range(2):
        assert storage.save("ab/cd", ContentFile(b"whole")) == "ab/cd"
    assert [path.name for path in (tmp_path / "ab").iterdir()] == ["cd"]

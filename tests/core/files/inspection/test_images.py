"""Pictures are whole, of their kind, and not larger than can be shown."""

import io

import pytest
from PIL import Image, ImageFile

from secrel.core.files.inspection.findings import OtherKind, Unfit
from secrel.core.files.inspection.images import inspect
from tests.core.files.inspection.made import picture, png_of_size, zipped


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch):
    """Puts back what inspecting sets for its whole process."""
    for module, name in ((Image, "MAX_IMAGE_PIXELS"), (ImageFile, "LOAD_TRUNCATED_IMAGES")):
        monkeypatch.setattr(module, name, True)


@pytest.mark.parametrize(("kind", "ending"), [("PNG", ".png"), ("JPEG", ".jpg"), ("JPEG", ".jpeg")])
def test_whole_picture_is_accepted_and_half_of_it_is_named(kind, ending):
    content = picture(kind)
    assert inspect(io.BytesIO(content), ending) == set()
    for length in (len(content) // 2, 60):
        with pytest.raises(Unfit, match="is damaged: the picture is incomplete"):
            inspect(io.BytesIO(content[:length]), ending)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (picture("JPEG"), ".png"),
        (picture("PNG"), ".jpg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", ".png"),
        (b"GIF89a<script>1</script>", ".png"),
        (picture("BMP"), ".png"),
    ],
)
def test_picture_of_another_kind_is_refused(content, ending):
    with pytest.raises(OtherKind):
        inspect(io.BytesIO(content), ending)


def test_picture_that_unpacks_to_gigabytes_is_refused_by_its_size():
    with pytest.raises(Unfit, match=r"has 60,000 × 50,000 pixels\. Make it smaller: at most 64 million"):
        inspect(io.BytesIO(png_of_size(60_000, 50_000)), ".png")


def test_picture_that_is_an_archive_too_is_refused():
    with pytest.raises(Unfit, match="is a picture and a ZIP archive at once"):
        inspect(io.BytesIO(picture() + zipped({"a.exe": b"x"})), ".png")

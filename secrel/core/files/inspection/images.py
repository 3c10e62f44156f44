"""Checks that PNG and JPEG pictures are complete and have at most MOST_PIXELS."""

import warnings
import zipfile
from typing import BinaryIO

from PIL import Image, ImageFile, UnidentifiedImageError

from secrel.core.files.inspection.findings import DAMAGED, OtherKind, Unfit

MOST_PIXELS = 64_000_000
FORMATS = {".png": ["PNG"], ".jpg": ["JPEG"], ".jpeg": ["JPEG"]}


def inspect(file: BinaryIO, ending: str) -> set[str]:
    """An empty set, as pictures hold nothing that runs; raises OtherKind or Unfit."""
    Image.MAX_IMAGE_PIXELS = None  # MOST_PIXELS is the limit, with a sentence
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it where it is imported
    file.seek(0)
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=FORMATS[ending]) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise Unfit(
                    f"has {width:,} × {height:,} pixels. Make it smaller: at most {MOST_PIXELS // 10**6} million, "
                    "such as 8,000 × 8,000."
                )
            picture.load()
    except UnidentifiedImageError as error:
        raise OtherKind from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        raise Unfit(DAMAGED.format("the picture is incomplete")) from error
    if zipfile.is_zipfile(file):
        raise Unfit("is a picture and a ZIP archive at once. Save the picture again and choose the new file.")
    return set()

"""`python -m secrel.core.files.inspection.inspector .pdf < file` prints the findings about a file as JSON.

It runs as a process of its own, so that a hostile file exhausts or crashes nothing else.
"""

import json
import sys
from typing import BinaryIO

from secrel.core.files.inspection.findings import OtherKind, Unfit
from secrel.core.processes.bounded import bound

SECONDS, MEMORY = 20, 1024**3
EXHAUSTED = "is too large or too complicated inside to be checked. Split it, or save a simpler one."


def main(ending: str, file: BinaryIO) -> dict[str, object]:
    """{"holds": […]}, {"unfit": "the rest of the sentence"} or {"other": true}."""
    try:
        return {"holds": sorted(_inspect(ending, file))}
    except Unfit as wrong:
        return {"unfit": str(wrong)}
    except OtherKind:
        return {"other": True}
    except MemoryError:
        return {"unfit": EXHAUSTED}


def _inspect(ending: str, file: BinaryIO) -> set[str]:
    if ending == ".pdf":
        from secrel.core.files.inspection import pdfs

        return pdfs.inspect(file)
    if ending in (".png", ".jpg", ".jpeg"):
        from secrel.core.files.inspection import images

        return images.inspect(file, ending)
    from secrel.core.files.inspection import office

    return office.inspect(file, ending)


if __name__ == "__main__":
    bound(SECONDS, MEMORY)
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.stdin.buffer)))

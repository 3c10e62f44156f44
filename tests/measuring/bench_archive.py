"""The part of `make bench` about the archive form with its data attached: CPU time against bare WeasyPrint of the same
HTML, at several sizes. "Before" is as it was at be3958b: with the garbage collector on, and as pydyf writes it."""

import io
import statistics
import time
from collections.abc import Callable
from contextlib import nullcontext
from unittest.mock import patch

import pypdf
import weasyprint

from governance.documents.engine.printing import laying_out
from governance.documents.engine.printing.laying_out import FontsOnly
from governance.documents.engine.printing.render import render_pdf, render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid

TARGET = 1.2
BEFORE = {"written_once": nullcontext, "_garbage_collection_off": nullcontext}


def bench_archive(rids: list[tuple[Rid, int]]) -> dict[int, float]:
    """Each RID so many rounds, all three forms in turn; returns the seconds of ours by the number of pages."""
    times = {}
    for rid, rounds in rids:
        pages = len(pypdf.PdfReader(io.BytesIO(render_pdf(RID_KIND, rid))).pages)
        html = render_print(RID_KIND, rid)
        bare = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=FontsOnly())
        bare.write_pdf()
        rows = []
        for _ in range(rounds):
            with patch.multiple(laying_out, **BEFORE):
                before = _took(lambda r=rid: render_pdf(RID_KIND, r))
            rows.append((before, _took(lambda r=rid: render_pdf(RID_KIND, r)), _took(bare.write_pdf)))
        before, ours, theirs = (statistics.median(column) for column in zip(*rows, strict=True))
        ratios = [statistics.median(row[place] / row[2] for row in rows) for place in (0, 1)]
        print(
            f"RID of {pages:>3} pages, archive form, data attached: before {before:6.2f} s CPU × {ratios[0]:.2f}, "
            f"now {ours:6.2f} s × {ratios[1]:.2f} of bare WeasyPrint, {theirs:6.2f} s (target: at most {TARGET})",
            flush=True,
        )
        times[pages] = ours
    return times


def _took(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began

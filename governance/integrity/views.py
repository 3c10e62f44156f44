"""The page of damaged stored files, for administrators."""

import re

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.integrity.models import FileSweep
from governance.integrity.queries.files import uses_of
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.files.damaged_files import PAGE, check_file_again
from secrel.core.models.files import DamagedFile
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def damaged_files(request: HttpRequest) -> HttpResponse:
    """List damaged files, then repaired ones. POST checks one of them again."""
    if request.method == "POST":
        entered = request.POST.get("row", "")
        rows = DamagedFile.objects.open().filter(pk=entered) if re.fullmatch("[0-9]{1,18}", entered) else []
        check_file_again(by=request.user, row=found_or_404(rows, "damaged file"), on=today())
        messages.success(
            request, "The file will be checked in a few seconds. Load this page again to see the result."
        )
        return SeeOther(PAGE)
    rows = DamagedFile.objects.select_related("file")
    page = paginate(rows.order_by(F("mended_at").desc(nulls_first=True), "-found_at"), request.GET)
    uses = uses_of({row.file_id for row in page})
    rows = [(row, "; ".join(uses[row.file_id]) or "Nothing refers to this file") for row in page]
    sweep = FileSweep.objects.filter(done_at__isnull=False).first()
    return render(request, "integrity/damaged_files.html", {"page": page, "rows": rows, "sweep": sweep})

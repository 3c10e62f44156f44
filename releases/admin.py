"""Administration of default cut-offs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from releases.models.cut_offs import CutOffDefault
from releases.operations.calendar import set_cut_off_default
from secrel.core.changes.permissions import Permission
from secrel.core.web.operation_admin import OperationAdmin


@admin.register(CutOffDefault)
class CutOffDefaultAdmin(OperationAdmin):
    needs = Permission.MANAGE_CALENDAR
    list_display = ["path", "from_on", "working_days", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: CutOffDefault | None = None) -> list[str]:
        return ["path", "from_on"] if obj else []

    def save_model(self, request: HttpRequest, obj: CutOffDefault, form: Any, change: bool) -> None:
        saved = set_cut_off_default(
            by=request.user,
            path=obj.path,
            from_on=obj.from_on,
            working_days=obj.working_days,
            source=obj.source,
        )
        obj.pk = saved.pk

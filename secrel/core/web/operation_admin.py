"""The base of the administration pages, which save through operations."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from secrel.core.changes.permissions import Permission


class OperationAdmin(admin.ModelAdmin):
    """A list and a form that saves by an operation. Nothing can be deleted."""

    needs = Permission.MANAGE_ACCOUNTS
    actions = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.needs in request.user.permissions()

    has_add_permission = has_view_permission
    has_change_permission = has_view_permission
    has_module_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def log_addition(self, *args: Any) -> None:
        """Write no entry in Django's log: the audit trail has one."""

    log_change = log_addition

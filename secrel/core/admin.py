"""Administration pages. Each saves through the operation that the site's own pages use."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.dates.operations import set_lead_time
from secrel.core.models.calendar import LeadTime
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.powers import PowerHeld, VotingRule
from secrel.core.people.operations import add_user, change_user, end_role, give_role, welcome
from secrel.core.people.powers import set_power, set_voting_rule
from secrel.core.web.operation_admin import OperationAdmin

admin.site.site_header = admin.site.site_title = "secrel administration"
admin.site.login = lambda request, extra_context=None: redirect("account_login")
admin.site.password_change = lambda request, extra_context=None: redirect("account_change_password")


def _warn_unconfirmed(request: HttpRequest, row: Membership | PowerHeld | VotingRule, page: str) -> None:
    if row.confirmed_on is None:
        messages.warning(
            request,
            format_html(
                'This has no effect until another administrator confirms it. <a href="{}">See what is waiting</a>',
                reverse(page),
            ),
        )


@admin.register(User)
class UserAdmin(OperationAdmin):
    list_display = ["name", "email", "is_active", "is_example"]
    search_fields = ["name", "email"]
    fields = ["email", "name", "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        return ["email"] if obj else ["is_active"]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            change_user(by=request.user, user=obj, name=obj.name, is_active=obj.is_active)
        else:
            added = add_user(by=request.user, email=obj.email, name=obj.name)
            obj.pk = added.pk
            welcome(
                added,
                f"{request.user.name} has opened an account for you. Use the link below to set your password.",
                today(),
            )
            messages.info(
                request,
                f"A link to set a password is on its way to {added.email}. It works once, for three days.",
            )


@admin.register(Membership)
class MembershipAdmin(OperationAdmin):
    list_display = ["user", "body", "role", "from_on", "until_on", "confirmed_on"]
    list_filter = ["body", "role"]
    fields = ["user", "body", "role", "from_on", "until_on", "stands_in_for", "represents"]

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> list[str]:
        return ["user", "body", "role", "from_on", "stands_in_for", "represents"] if obj else []

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if change:
            end_role(by=request.user, membership=obj, until_on=obj.until_on)
        else:
            membership = give_role(
                by=request.user,
                user=obj.user,
                body=obj.body,
                role=obj.role,
                from_on=obj.from_on,
                until_on=obj.until_on,
                stands_in_for=obj.stands_in_for,
                represents=obj.represents,
            )
            obj.pk = membership.pk
            _warn_unconfirmed(request, membership, "roles")


@admin.register(Body)
class BodyAdmin(OperationAdmin):
    list_display = ["short_name", "name"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_add_permission


@admin.register(PowerHeld)
class PowerHeldAdmin(OperationAdmin):
    list_display = ["power", "body", "from_on", "source", "confirmed_on"]
    fields = ["power", "body", "from_on", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: PowerHeld | None = None) -> list[str]:
        return ["power", "from_on"] if obj else []

    def save_model(self, request: HttpRequest, obj: PowerHeld, form: Any, change: bool) -> None:
        row = set_power(
            by=request.user,
            power=obj.power,
            body=obj.body,
            from_on=obj.from_on,
            source=obj.source,
            on=today(),
        )
        obj.pk = row.pk
        _warn_unconfirmed(request, row, "powers-to-confirm")


@admin.register(VotingRule)
class VotingRuleAdmin(OperationAdmin):
    list_display = [
        "body",
        "from_on",
        "quorum_percent",
        "chair_votes",
        "casting_vote",
        "source",
        "confirmed_on",
    ]
    fields = ["body", "from_on", "quorum_percent", "chair_votes", "casting_vote", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: VotingRule | None = None) -> list[str]:
        return ["body", "from_on"] if obj else []

    def save_model(self, request: HttpRequest, obj: VotingRule, form: Any, change: bool) -> None:
        row = set_voting_rule(
            by=request.user,
            body=obj.body,
            from_on=obj.from_on,
            quorum_percent=obj.quorum_percent,
            chair_votes=obj.chair_votes,
            casting_vote=obj.casting_vote,
            source=obj.source,
            on=today(),
        )
        obj.pk = row.pk
        _warn_unconfirmed(request, row, "powers-to-confirm")


@admin.register(LeadTime)
class LeadTimeAdmin(OperationAdmin):
    needs = Permission.MANAGE_CALENDAR
    list_display = ["body", "from_on", "papers", "evidence", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: LeadTime | None = None) -> list[str]:
        return ["body", "from_on"] if obj else []

    def save_model(self, request: HttpRequest, obj: LeadTime, form: Any, change: bool) -> None:
        row = set_lead_time(
            by=request.user,
            body=obj.body,
            from_on=obj.from_on,
            papers=obj.papers,
            evidence=obj.evidence,
            source=obj.source,
        )
        obj.pk = row.pk

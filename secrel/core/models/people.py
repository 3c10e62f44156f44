"""People, the bodies they sit on, and for how long."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from secrel.core.changes.permissions import Permission, Role, permissions_of
from secrel.core.dates.clock import today
from secrel.core.models.two_people import TwoPeople, TwoPeopleQuerySet
from secrel.core.values.constraints import only_choices


class Body(models.Model):
    """The Panel, a sub-committee, the DCC, SECAS or another body; `key` never changes."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.short_name

    @property
    def the(self) -> str:
        """The name inside a sentence: "the DCC", "SECAS"; use capfirst at its beginning."""
        return self.short_name if self.key == "secas" else f"the {self.short_name}"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person with an account, or a program with one. Rights come from memberships only; an account is never deleted.

    A program (`is_service`) has a part of the rights of its organisation's people (ADR 40).
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(
        default=False, help_text="Made by the demonstration; refused in production."
    )
    is_service = models.BooleanField(
        default=False,
        editable=False,
        help_text="The account of a program (`ServiceAccount`): it has no role of its own and never signs in.",
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    times_signed_out = models.PositiveIntegerField(
        default=0, help_text="How often all sessions were ended: each carries the number that it began with."
    )
    second_factor = False  # not stored: whether the session behind this object has shown one that counts
    allowed: frozenset[Permission] | None = (
        None  # not stored: what the token of this request leaves; None: all
    )
    factor_waits = False  # not stored: whether it has shown one that another administrator has yet to confirm

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """The hash that a session must have to be valid: a new password and `end_sessions` change it."""
        return self._counted(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return map(self._counted, super().get_session_auth_fallback_hash())

    def _counted(self, digest: str) -> str:
        return f"{digest}:{self.times_signed_out}" if self.times_signed_out else digest

    def permissions(self) -> frozenset[Permission]:
        """Permissions of the memberships in force today; read once per object."""
        if not self.is_active:
            return frozenset()
        held = frozenset().union(*(permissions_of(m.body.key, m.role) for m in self._held()))
        return held if self.allowed is None else held & self.allowed

    def hold(self, memberships: list["Membership"]) -> None:
        """Take the memberships in force today, which were read with the person."""
        self._memberships = memberships

    def _held(self) -> list["Membership"]:
        if not hasattr(self, "_memberships"):
            if self.is_service:
                self._memberships = [self.service.seat()] if self.service.opens(today()) else []
            else:
                self._memberships = list(self.memberships_on(today()))
        return self._memberships

    def memberships_on(self, day: date) -> models.QuerySet["Membership"]:
        return self.memberships.in_force(day).select_related("body")

    def may_in(self, body: str, permission: Permission) -> bool:
        """Whether a role in this body gives the permission today; roles in other bodies do not count."""
        held = self._held() if self.is_active else []
        if self.allowed is not None and permission not in self.allowed:
            return False
        return any(m.body.key == body and permission in permissions_of(body, m.role) for m in held)

    def bodies(self) -> set[str]:
        """Keys of the bodies the person belongs to today."""
        return {membership.body.key for membership in self._held()}

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return perm in self.permissions()

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    @property
    def is_staff(self) -> bool:
        """Whether the user may open the administration pages."""
        return bool({Permission.MANAGE_ACCOUNTS, Permission.MANAGE_CALENDAR} & self.permissions())

    @property
    def role_line(self) -> str:
        """The roles of today, such as "Panel, Chair"."""
        held = [f"{m.body.short_name}, {m.get_role_display()}" for m in self._held()]
        return "; ".join(held) or "No role today"


class MembershipQuerySet(TwoPeopleQuerySet):
    def in_force(self, day: date) -> Self:
        """Memberships whose term includes the day, without those that a second person has not confirmed."""
        unbroken = Q(suspended_on__isnull=True) | Q(suspended_on__gt=day)
        return self.confirmed().filter(
            unbroken, Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day
        )

    def to_confirm(self) -> Self:
        """Memberships given, or restored, by one person and not yet confirmed by another."""
        return self.filter(Q(confirmed_on__isnull=True) | Q(suspended_on__isnull=False))


class Membership(TwoPeople):
    """A role in a body, from a day to a day (both included; no end: until further notice)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alternates",
        help_text="An alternate: sits and votes where this member does not.",
    )
    represents = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        help_text="Whose seat it is, such as the DCC’s on the Panel: it moves nothing of its own.",
    )

    suspended_on = models.DateField(
        null=True,
        blank=True,
        help_text="Since when it has no effect any more until a second person confirms it again; before, it had.",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["body__order", "role", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["user", "body", "role", "from_on"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (
                    ~Q(confirmed_by=F("user"))
                    & (Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by")))
                ),
                name="membership_confirmed_by_another",
            ),
            only_choices("role", Role.values, "membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.body}, {self.get_role_display()}"

    def is_in_force(self, day: date) -> bool:
        """The same condition as `MembershipQuerySet.in_force`."""
        return (
            self.confirmed_on is not None
            and self.from_on <= day
            and (self.until_on is None or self.until_on >= day)
            and (self.suspended_on is None or self.suspended_on > day)
        )

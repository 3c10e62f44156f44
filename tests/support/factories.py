"""Test data. Each factory calls the operation that a page would call, so only possible data is made."""

from datetime import date

import factory

from governance.meetings.operations.meetings import plan_meeting
from modifications.operations.register import register_modification
from releases.operations.releases import create_release
from releases.operations.scope import add_to_scope
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import Body
from secrel.core.people.operations import add_user, give_role

LONG_AGO = date(2019, 1, 1)


class OperationFactory(factory.Factory):
    """Builds by calling an operation as the application itself, unless `by=` is passed."""

    class Meta:
        abstract = True

    by = SYSTEM


class UserFactory(OperationFactory):
    class Meta:
        model = add_user
        exclude = ("roles",)

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = None

    @classmethod
    def _create(cls, model_class, *args, **fields):
        return model_class(*args, **fields)

    @classmethod
    def _generate(cls, strategy, params):
        roles = params.pop("roles", [])
        user = super()._generate(strategy, params)
        for body, role in roles:
            give_role(by=SYSTEM, user=user, body=Body.objects.get(key=body), role=role, from_on=LONG_AGO)
        return user


class ModificationFactory(OperationFactory):
    class Meta:
        model = register_modification

    reference = factory.Sequence(lambda n: f"MP{n + 500:03d}")
    title = factory.Sequence(lambda n: f"Change number {n}")
    stage = "report"


class ReleaseFactory(OperationFactory):
    class Meta:
        model = create_release

    slug = factory.Sequence(lambda n: f"february-{2030 + n}")
    name = factory.Sequence(lambda n: f"February {2030 + n} SEC Release")
    go_live_on = date(2021, 11, 4)
    profile = "system_impacting"


class ScopeItemFactory(OperationFactory):
    class Meta:
        model = add_to_scope

    release = factory.SubFactory(ReleaseFactory)
    part = factory.LazyFunction(lambda: ModificationFactory().parts.get())
    status = "targeted"
    description = "make something better."
    on = date(2021, 9, 21)


class MeetingFactory(OperationFactory):
    class Meta:
        model = plan_meeting

    body = factory.LazyFunction(lambda: Body.objects.get(key="panel"))
    on = date(2021, 10, 15)

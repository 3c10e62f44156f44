"""The time at which a row was made, as people see it."""

from datetime import datetime
from typing import Any

from django.db import models

from secrel.core.dates.clock import moment


class MadeAtField(models.DateTimeField):
    """Set to `clock.moment()` when the row is made, unless it was given; `auto_now_add` would take the machine's time.

    In migrations it is the DateTimeField that it has always been.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"auto_now_add": True})

    def pre_save(self, model_instance: models.Model, add: bool) -> datetime | None:
        if add and getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, moment())
        return getattr(model_instance, self.attname)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, options

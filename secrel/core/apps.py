from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "secrel.core"
    label = "core"
    verbose_name = "Accounts, calendar and record"

    def ready(self) -> None:
        from secrel import celery  # noqa: F401 - shared tasks bind to our application
        from secrel.core import views  # noqa: F401 - hears of confirmed addresses

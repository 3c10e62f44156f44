"""How people reach SECAS, as pages, refusals and notices say it."""

from django.conf import settings


def secas_contact() -> str:
    """ "email help@example.org or call 020 7946 0000"; "contact SECAS" where the settings name neither."""
    ways = [
        *([f"email {settings.SECAS_EMAIL}"] if settings.SECAS_EMAIL else []),
        *([f"call {settings.SECAS_TELEPHONE}"] if settings.SECAS_TELEPHONE else []),
    ]
    return " or ".join(ways) or "contact SECAS"

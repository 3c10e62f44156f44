"""URLs of the app. Each package has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"governance.{package}.urls"))
    for package in (
        "notices",
        "register",
        "filling",
        "intake",
        "pictures",
        "explaining",
        "scenarios",
        "parties",
        "versions",
        "acceptance",
        "consultations",
        "criteria",
        "regression",
        "packs",
        "meetings",
        "papers",
        "watch",
        "integrity",
        "help",
    )
]

"""URLs of the app. Each package has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"governance.{package}.urls"))
    for package in (
        "register",
        "versions",
        "acceptance",
        "criteria",
        "regression",
        "meetings",
        "watch",
        "integrity",
    )
]

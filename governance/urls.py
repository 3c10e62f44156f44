"""Addresses of the app: each package has its own, whole."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"governance.{package}.urls"))
    for package in ("register", "versions", "acceptance", "criteria", "meetings", "watch", "integrity")
]

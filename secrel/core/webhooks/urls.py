"""Addresses of webhooks, below /accounts/webhooks/."""

from django.urls import path, re_path

from secrel.core.webhooks import views

ONE = "^(?P<number>[1-9][0-9]{0,8})/"
AGAIN = "events/(?P<delivery>[1-9][0-9]{0,11})/again/$"

urlpatterns = [
    path("", views.webhooks, name="webhooks"),
    re_path(f"{ONE}$", views.webhook, name="webhook"),
    re_path(f"{ONE}secret/$", views.renew, name="webhook-secret"),
    re_path(f"{ONE}off/$", views.turn_off, name="webhook-off"),
    re_path(f"{ONE}on/$", views.turn_on, name="webhook-on"),
    re_path(f"{ONE}remove/$", views.remove, name="webhook-remove"),
    re_path(f"{ONE}test/$", views.test, name="webhook-test"),
    re_path(f"{ONE}{AGAIN}", views.again, name="webhook-again"),
]

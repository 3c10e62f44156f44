"""Addresses of the Help pages."""

from django.urls import path

from governance.help import views

urlpatterns = [
    path("help/", views.index, name="help"),
    path("help/<slug:role>/", views.role, name="help-role"),
]

"""Addresses for an organisation. <who:who> is a category or several: suppliers+gas_networks."""

from django.urls import path

from governance.parties import views

ONE = "for/<who:who>/<slug:slug>"

urlpatterns = [
    path("for/", views.choose, name="for-anybody"),
    path("for/<who:who>.csv", views.organisation_csv, name="for-organisation-csv"),
    path("for/<who:who>.pdf", views.organisation_pdf, name="for-organisation-pdf"),
    path("for/<who:who>/", views.organisation, name="for-organisation"),
    path(f"{ONE}.csv", views.organisation_csv, name="for-organisation-release-csv"),
    path(f"{ONE}.pdf", views.organisation_pdf, name="for-organisation-release-pdf"),
    path(f"{ONE}/", views.organisation, name="for-organisation-release"),
]

"""Addresses of explanations: /releases/june-2021/explain/release/go_live/, and the same below a version."""

from django.urls import path

from governance.explaining import views

LIVE = "releases/<slug:slug>/explain/"
VERSION = "releases/<slug:slug>/rid/<number:number>/explain/"

urlpatterns = [
    path(LIVE, views.release_explained, name="explain"),
    path(f"{LIVE}<path:where>/", views.value_explained, name="explain-value"),
    path(VERSION, views.release_explained, name="explain-version"),
    path(f"{VERSION}<path:where>/", views.value_explained, name="explain-version-value"),
]

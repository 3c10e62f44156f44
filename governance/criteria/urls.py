"""Addresses of the standard acceptance criteria: /criteria/2/."""

from django.urls import path

from governance.criteria import views

urlpatterns = [
    path("criteria/", views.standards, name="standards"),
    path("criteria/draft/", views.draft, name="draft-standard"),
    path("criteria/<int:number>/", views.standard, name="standard"),
    path("criteria/<int:number>/edit/", views.edit, name="standard-edit"),
    path("criteria/<int:number>/ask/", views.ask, name="standard-ask"),
    path("criteria/<int:number>/discard/", views.discard, name="standard-discard"),
]

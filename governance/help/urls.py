"""Addresses of the Help pages. No role has the key "words"."""

from django.urls import path

from governance.help import views

urlpatterns = [
    path("help/", views.index, name="help"),
    path("help/words/", views.words, name="help-words"),
    path("help/<slug:role>/", views.role, name="help-role"),
]

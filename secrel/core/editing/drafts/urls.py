"""Below /accounts/."""

from django.urls import path, re_path

from secrel.core.editing.drafts import views

KEY = r"(?P<key>[-_0-9A-Za-z]{1,40})"

urlpatterns = [
    path("signed-in/", views.sign_in_state, name="sign-in-state"),
    path("signed-in-again/", views.signed_in_again, name="signed-in-again"),
    path("unsaved/", views.unsaved_list, name="unsaved-list"),
    re_path(rf"^unsaved/{KEY}/$", views.unsaved_input, name="unsaved-input"),
    re_path(rf"^unsaved/{KEY}/discard/$", views.discard, name="unsaved-discard"),
]

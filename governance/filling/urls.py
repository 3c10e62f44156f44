"""The URL of the page that fills a release."""

from django.urls import path

from governance.filling import views

urlpatterns = [path("releases/<slug:slug>/edit/fill/", views.fill, name="edit-fill")]

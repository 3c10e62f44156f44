"""Addresses of the pages with pictures."""

from django.urls import path

from governance.pictures import views

urlpatterns = [
    path("timeline/", views.timeline, name="timeline"),
    path("releases/<slug:slug>/over-time/", views.over_time, name="over-time"),
]

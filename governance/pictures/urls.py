"""Addresses of the pages with pictures."""

from django.urls import path

from governance.pictures.views import churn, timelines

urlpatterns = [
    path("timeline/", timelines.timeline, name="timeline"),
    path("over-time/", churn.all_over_time, name="all-over-time"),
    path("over-time.csv", churn.all_over_time_csv, name="all-over-time-csv"),
    path("releases/<slug:slug>/over-time/", timelines.over_time, name="over-time"),
    path("releases/<slug:slug>/over-time.csv", churn.over_time_csv, name="over-time-csv"),
]

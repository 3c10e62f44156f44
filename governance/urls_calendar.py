"""Addresses of the calendar: /calendar/panel/, /calendar/for/suppliers/."""

from django.urls import path, re_path

from governance.views import calendar, feeds, holidays

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("all.ics", feeds.all_ics, name="all-ics"),
    re_path(r"^private/(?P<key>[-_0-9A-Za-z]{1,60})\.ics$", feeds.private_ics, name="private-ics"),
    path("for/<slug:category>.ics", feeds.category_ics, name="category-ics"),
    path("<slug:body>.ics", feeds.body_ics, name="body-ics"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/correct/", holidays.correct, name="correct-holidays"),
    path("holidays/<slug:division>/<day:on>/", holidays.drop, name="drop-holiday"),
    path("for/<slug:category>/", calendar.calendar, name="calendar-for"),
    path("<slug:body>/", calendar.calendar, name="calendar-of"),
]

"""Addresses of the calendar: /calendar/panel/, /calendar/for/suppliers/."""

from django.urls import path

from governance.views import calendar, holidays

urlpatterns = [
    path("", calendar.calendar, name="calendar"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/correct/", holidays.correct, name="correct-holidays"),
    path("holidays/<slug:division>/<day:on>/", holidays.drop, name="drop-holiday"),
    path("for/<slug:category>/", calendar.calendar, name="calendar-for"),
    path("<slug:body>/", calendar.calendar, name="calendar-of"),
]

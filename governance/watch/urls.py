"""URLs of flags, calendars, feeds, subscriptions, messages and tasks handed to colleagues."""

from django.urls import path, re_path

from governance.watch.views import (
    calendar,
    feeds,
    flags,
    following,
    holidays,
    messages,
    public_following,
    tasks,
    waits,
)

urlpatterns = [
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/all.ics", feeds.all_ics, name="all-ics"),
    path("calendar/private/<token:key>.ics", feeds.private_ics, name="private-ics"),
    path("calendar/for/<who:category>.ics", feeds.category_ics, name="category-ics"),
    path("calendar/<slug:body>.ics", feeds.body_ics, name="body-ics"),
    path("calendar/holidays/", holidays.holidays, name="holidays"),
    path("calendar/holidays/correct/", holidays.correct, name="correct-holidays"),
    path("calendar/holidays/<slug:division>/<day:on>/", holidays.drop, name="drop-holiday"),
    path("calendar/for/<who:category>/", calendar.calendar, name="calendar-for"),
    path("calendar/<slug:body>/", calendar.calendar, name="calendar-of"),
    path("releases/<slug:slug>/calendar.ics", feeds.release_ics, name="release-ics"),
    path("news/", messages.news, name="news"),
    path("news/all.atom", feeds.all_atom, name="news-atom"),
    path("news/private/<token:key>.atom", feeds.private_atom, name="private-atom"),
    re_path(
        r"^news/(?P<topic>release|modification|body|category)/(?P<value>[-\w+]+)\.atom$",
        feeds.topic_atom,
        name="topic-atom",
    ),
    path("messages/", messages.message_list, name="messages"),
    path("outbox/", messages.outbox, name="outbox"),
    path("following/", following.following, name="following"),
    path("following/address/", following.private_address, name="private-address"),
    path("following/<token:key>/", following.change, name="follow-how"),
    path("following/<token:key>/end/", following.end, name="follow-end"),
    path("emails/", public_following.get_emails, name="get-emails"),
    path("emails/<token:key>/", public_following.confirm_emails, name="confirm-emails"),
    path("stop/<token:key>/", following.stop, name="stop"),
    path("stop/<token:key>/all/", following.stop, {"all_mails": True}, name="stop-all"),
    path("tasks/<slug:code>/hand/", tasks.hand_over, name="hand-over-task"),
    path("tasks/<slug:code>/take-back/", tasks.take_back, name="take-back-task"),
    path("waits/", waits.wait_list, name="waits"),
    path("flags/", flags.flag_list, name="flags"),
    path("flags/look/", flags.sweep_now, name="sweep"),
    path("flags/<slug:key>/", flags.flag_page, name="flag"),
]

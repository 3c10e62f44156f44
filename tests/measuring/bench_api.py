"""The part of `make bench` about the API: CPU time of lists and details against a bare DRF view with the same data.

With a token, as programs read it, and without one, as the public does, whose answers may be stored.
"""

import json
import statistics
from datetime import date, timedelta

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, path
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from secrel import urls
from secrel.core.api.models import Scope
from secrel.core.api.tokens.operations import make_api_token
from secrel.core.models.people import User
from tests.measuring.bench_importing import timed

ROUNDS = 40
READ = (
    *("releases/", "releases/june-2021/", "releases/june-2021/scope/", "releases/june-2021/versions/"),
    *("modifications/", "modifications/MP149/", "documents/", "documents/appendix-o/"),
    *("notices/", "notices/2020-11-27-sec-27.0/", "papers/", "papers/csc/2021-09-28/1/"),
    *("consultations/", "change-requests/", "calendar/", "tasks/"),
)
OF_PEOPLE = ("tasks/", "releases/june-2021/scope/")
"""What only somebody with an account reads."""


def bench_api() -> None:
    settings.API_REQUESTS = settings.API_PUBLIC_REQUESTS = 1_000_000
    on: date = settings.TODAY
    analyst = User.objects.get(email="analyst@secas.example")
    last = on + timedelta(days=1)
    _, secret = make_api_token(by=analyst, name="Bench", scopes=[Scope.READ], expires_on=last, on=on)
    readers = {
        "token": Client(headers={"host": "localhost", "authorization": f"Bearer {secret}"}),
        "public": Client(headers={"host": "localhost"}),
    }
    for address in READ:
        for who, client in readers.items():
            if who == "token" or address not in OF_PEOPLE:
                _against_bare(f"/api/v1/{address}", who, client)


def _against_bare(address: str, who: str, client: Client) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    data = json.loads(answer.content)

    class Bare(APIView):
        authentication_classes = ()
        permission_classes = (AllowAny,)
        throttle_classes = ()

        def get(self, request) -> Response:
            return Response(data)

    urls.urlpatterns.append(path("api/v1/bench/", Bare.as_view()))
    clear_url_caches()
    try:
        client.get("/api/v1/bench/")
        rounds = [
            (timed(lambda: client.get(address)), timed(lambda: client.get("/api/v1/bench/")))
            for _ in range(ROUNDS)
        ]
    finally:
        urls.urlpatterns.pop()
        clear_url_caches()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    ours, theirs = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(
        f"{f'GET {address} ({who}, {len(queries)} queries)':<68} {ours * 1000:6.1f} ms CPU   bare DRF view, same "
        f"{len(answer.content) / 1024:.1f} KB {theirs * 1000:6.1f} ms   × {ours / theirs:.2f}",
        flush=True,
    )

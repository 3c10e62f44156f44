"""Addresses of packs and minutes extracts, below their meeting: /meetings/panel/2020-01-17/pack/."""

from django.urls import path

from governance.packs.views import minutes, packs

MEETING = "meetings/<slug:body>/<day:on>/"

urlpatterns = [
    path(f"{MEETING}pack/", packs.pack_page, name="pack"),
    path(f"{MEETING}pack/make/", packs.make, name="make-pack"),
    path(f"{MEETING}pack/retry/", packs.retry, name="pack-retry"),
    path(f"{MEETING}pack/<int:number>.pdf", packs.pack_pdf, name="pack-pdf"),
    path(f"{MEETING}pack/<int:number>.zip", packs.pack_zip, name="pack-zip"),
    path(f"{MEETING}extract/", minutes.extract_page, name="minutes-extract"),
    path(f"{MEETING}extract.pdf", minutes.extract_pdf, name="minutes-extract-pdf"),
    path(f"{MEETING}extract.docx", minutes.extract_word, name="minutes-extract-word"),
    path(f"{MEETING}extract.txt", minutes.extract_text, name="minutes-extract-text"),
]

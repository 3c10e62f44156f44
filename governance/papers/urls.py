"""Addresses of papers, by body, day of the meeting and item: /papers/csc/2021-09-28/1/."""

from django.urls import path

from governance.composing.comparing.addresses import compare_paths
from governance.papers.views import editing, files, papers

PAPER = "papers/<slug:body>/<day:on>/<int:item>/"
VERSION = f"{PAPER}<int:number>"

urlpatterns = [
    path("papers/", papers.paper_list, name="papers"),
    path("papers/new/", papers.draft, name="draft-paper"),
    path(PAPER, papers.paper_page, name="paper"),
    *compare_paths(PAPER, papers.compare_paper, "compare-paper"),
    path(f"{PAPER}edit/", editing.edit, name="edit-paper"),
    path(f"{PAPER}propose/", editing.propose, name="paper-propose"),
    path(f"{PAPER}drop/", editing.drop, name="paper-drop"),
    path(f"{PAPER}issue/", papers.issue, name="paper-issue"),
    path(f"{PAPER}withdraw/", papers.withdraw, name="paper-withdraw"),
    path(f"{PAPER}redraft/", papers.redraft, name="paper-redraft"),
    path(f"{PAPER}note/", papers.note, name="paper-note"),
    path(f"{PAPER}carry-out/", papers.carry_out, name="paper-carry-out"),
    path(f"{PAPER}retry/", papers.retry_pdf, name="paper-retry"),
    path(f"{VERSION}/changes/", papers.changes, name="paper-changes"),
    path(f"{VERSION}.pdf", files.paper_pdf, name="paper-pdf"),
    path(f"{VERSION}.html", files.paper_html, name="paper-html"),
    path(f"{VERSION}.docx", files.paper_word, name="paper-word"),
    path(f"{VERSION}.json", files.paper_json, name="paper-json"),
    path(f"{VERSION}.zip", files.paper_tables, name="paper-tables"),
]

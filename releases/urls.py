from django.urls import path

from releases.views import annexes, facts, items, scope, scope_list, sections, statements

urlpatterns = [
    path("<slug:slug>/scope/<str:reference>/", items.edit_scope_item, name="edit-scope-item"),
    path("<slug:slug>/timeline/<slug:key>/", items.edit_timeline_row, name="edit-timeline-row"),
    path("<slug:slug>/timeline/<slug:key>/steps/", items.edit_steps, name="timeline-steps"),
    path("<slug:slug>/edit/", facts.edit_release, name="edit-release"),
    path("<slug:slug>/edit/go-live/", facts.edit_go_live, name="edit-go-live"),
    path("<slug:slug>/edit/go-live/window/", facts.edit_window, name="edit-window"),
    path("<slug:slug>/edit/sources/", facts.edit_sources, name="edit-sources"),
    path("<slug:slug>/edit/readers/", facts.edit_readers, name="edit-readers"),
    path("<slug:slug>/edit/life/", facts.edit_life, name="edit-life"),
    path("<slug:slug>/edit/scope/", scope.edit_scope, name="edit-scope"),
    path("<slug:slug>/edit/scope/list/", scope_list.add_list, name="add-scope-list"),
    path("<slug:slug>/edit/standing/", sections.edit_standing, name="edit-standing"),
    path("<slug:slug>/edit/change-requests/", sections.edit_change_requests, name="edit-change-requests"),
    path("<slug:slug>/edit/participants/", sections.edit_participants, name="edit-participants"),
    path("<slug:slug>/edit/documents/", sections.edit_documents, name="edit-documents"),
    path("<slug:slug>/edit/summary/", sections.edit_summary, name="edit-summary"),
    path("<slug:slug>/edit/timeline/", sections.edit_timeline, name="edit-timeline"),
    path("<slug:slug>/edit/neighbours/", sections.edit_neighbours, name="edit-neighbours"),
    path("<slug:slug>/edit/testing/", statements.edit_testing, name="edit-testing"),
    path("<slug:slug>/edit/annexes/", sections.edit_annexes, name="edit-annexes"),
    path("<slug:slug>/edit/annexes/file/", annexes.attach, name="attach-annex"),
    path("<slug:slug>/annexes/<int:position>/", annexes.annex_file, name="annex-file"),
    path("<slug:slug>/edit/statements/<slug:key>/", statements.edit_statements, name="edit-statements"),
]

from django.urls import path

from releases import views

urlpatterns = [
    path("<slug:slug>/scope/<str:reference>/", views.edit_scope_item, name="edit-scope-item"),
    path("<slug:slug>/timeline/<slug:key>/", views.edit_timeline_row, name="edit-timeline-row"),
]

"""Addresses of documents that are brought in."""

from django.urls import path

from governance.intake import views

urlpatterns = [
    path("imports/", views.uploaded_rids, name="uploaded-rids"),
    path("imports/<str:receipt>/", views.uploaded_rid, name="uploaded-rid"),
    path("imports/<str:receipt>/progress/", views.upload_progress, name="upload-progress"),
    path("imports/<str:receipt>/preview/", views.preview, name="preview-upload"),
    path("imports/<str:receipt>/discard/", views.discard, name="discard-upload"),
]

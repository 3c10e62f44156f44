from django.urls import path

from governance.views import standard

urlpatterns = [
    path("", standard.standards, name="standards"),
    path("draft/", standard.draft, name="draft-standard"),
    path("<int:number>/", standard.standard, name="standard"),
    path("<int:number>/edit/", standard.edit, name="standard-edit"),
    path("<int:number>/ask/", standard.ask, name="standard-ask"),
    path("<int:number>/discard/", standard.discard, name="standard-discard"),
]

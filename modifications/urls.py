from django.urls import path

from modifications.views import assessments, facts, history, sheets

urlpatterns = [
    path("new/", facts.raise_modification, name="raise-modification"),
    path("<str:reference>/history/", history.history, name="history"),
    path("<str:reference>/history/put-back/", history.put_back_fact, name="put-back"),
    path("<str:reference>/edit/", facts.edit_modification, name="edit-modification"),
    path("<str:reference>/edit/convert/", facts.convert, name="convert-modification"),
    path("<str:reference>/edit/assessments/file/", assessments.attach, name="attach-assessment"),
    path("<str:reference>/assessments/<int:place>/", assessments.assessment_file, name="assessment-file"),
    path("<str:reference>/edit/assessments/", sheets.edit_assessments, name="edit-modification-assessments"),
    *(
        path(f"<str:reference>/edit/{tab}/", sheets.edit_sheet, {"tab": tab}, name=f"edit-modification-{tab}")
        for tab in sheets.SHEETS
    ),
]

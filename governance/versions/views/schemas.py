"""The schemas of documents, at permanent addresses."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from governance.documents.schemas import schema
from secrel.core.web.caching import HOUR, public_for


@login_not_required
@public_for(HOUR)
@require_safe
def document_schema(request: HttpRequest, name: str) -> JsonResponse:
    return JsonResponse(
        schema(name),
        content_type="application/schema+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )

"""Settings of the API. `.env.example` lists those that the environment gives."""

from typing import Any

from secrel.environment import env

API_REQUESTS = int(env("API_REQUESTS", "600"))  # a minute, of one person
API_PUBLIC_REQUESTS = int(env("API_PUBLIC_REQUESTS", "600"))  # a minute, of one network address
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "secrel.core.api.tokens.authentication.TokenAuthentication",
        "secrel.core.editing.drafts.authentication.ApiSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["secrel.core.api.limits.Requests"],
    "DEFAULT_PAGINATION_CLASS": "secrel.core.api.lists.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "secrel.core.api.describing.schema.Described",
    "EXCEPTION_HANDLER": "secrel.core.api.refusals.refusal",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "secrel",
    "DESCRIPTION": "Releases of the Smart Energy Code, as data. What a page shows you, the API shows you.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_PATCH": False,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "secrel.core.api.describing.schema.with_examples",
        "secrel.core.webhooks.description.with_webhooks",
    ],
}

"""The web process's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")
os.environ.setdefault(
    "SECREL_WEB", "1"
)  # a page does not wait for ever: settings.py sets limits in the database
application = get_wsgi_application()

from secrel.core.processes.startup import refuse_example_accounts, refuse_unfinished_restore  # noqa: E402 - needs the apps
from secrel.core.web.http import Request  # noqa: E402 - needs the apps

application.request_class = Request
refuse_unfinished_restore()
refuse_example_accounts()

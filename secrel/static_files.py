"""Which static files of the installed apps are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out the files of the browsable API, as this API answers in JSON only."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "rest_framework")

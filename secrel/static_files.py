"""Which static files of the installed apps are collected."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out the browsable API, which answers nobody here: the API speaks JSON only."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "rest_framework")

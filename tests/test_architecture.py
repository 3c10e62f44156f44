"""What import-linter cannot check: keys that point upwards, large folders, states set by hand, silent operations."""

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.template.loader import get_template

import governance.management.commands.bootstrap
from secrel.core.changes.operations import OPERATIONS, Token
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.values.immutable import Immutable

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "modifications", "releases", "costs", "governance")
SOURCES = [
    path
    for folder in ("secrel", "modifications", "releases", "costs", "governance")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PURE = ("operations", "models", "documents", "queries", "workflow", "tasks")


def own_models() -> list[type[models.Model]]:
    return [model for label in APPS for model in apps.get_app_config(label).get_models()]


def test_keys_point_downwards():
    for model in own_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model._meta.app_label in APPS:
                ours, theirs = model._meta.app_label, field.related_model._meta.app_label
                assert APPS.index(theirs) <= APPS.index(ours), f"{model.__name__}.{field.name} points upwards"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_a_small_room(path):
    assert len(path.read_text().splitlines()) <= 400


def test_most_modules_are_small():
    sizes = sorted(len(path.read_text().splitlines()) for path in SOURCES if path.read_text().strip())
    assert sizes[len(sizes) // 2] <= 80
    assert sizes[len(sizes) * 9 // 10] <= 250


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_is_short_compiles_and_is_strict(path):
    text = path.read_text()
    assert len(text.splitlines()) <= 150
    get_template(str(path.relative_to(ROOT / "templates")))
    if "documents" not in path.parts:
        assert not re.search(r"\sstyle=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
        assert "hx-on" not in text


def test_stylesheet_and_scripts_keep_their_bounds():
    assert len((ROOT / "static/css/app.css").read_text().splitlines()) <= 900
    scripts = {path.name: len(path.read_text().splitlines()) for path in (ROOT / "static/js").glob("*.js")}
    assert max(scripts.values()) <= 150
    assert sum(scripts.values()) <= 2000


def test_facts_and_operations_know_no_requests():
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] != "secrel" and any(part in PURE for part in parts[1:3]):
            imported = {
                node.module or ""
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.ImportFrom)
            }
            assert not {
                name for name in imported if name.startswith(("django.http", "django.shortcuts", "rest_"))
            }, path


READS_THE_CLOCK = (
    *(
        "*/views.py",
        "*/views/*.py",
        "*_views.py",
        "*/pages.py",
        "*_pages.py",
        "*/tasks.py",
        "*/api.py",
        "*/api/*.py",
    ),
    *("*/management/*.py", "*/management/commands/*.py"),
    *("secrel/core/dates/clock.py", "secrel/core/web/context.py", "secrel/core/templatetags/ui.py"),
    *("secrel/celery.py", "secrel/core/admin.py", "releases/admin.py"),
    "secrel/core/changes/operations.py",  # the moment of an entry
    "secrel/core/notifications/notify.py",  # the moment of a message
    "secrel/core/files/sending.py",  # part of the views that send files
    "secrel/core/api/tokens/authentication.py",  # part of the views of the API
    "secrel/core/web/page_cache.py",  # part of the views that it spares
    *("secrel/core/models/people.py", "secrel/core/people/role_grants.py"),  # terms of membership
    "secrel/core/people/factors.py",  # answers signals of allauth's views
    "secrel/core/people/registration_forms.py",  # the sign-up that a view of allauth saves
    "secrel/core/people/access.py",  # the sign-in that a view of allauth calls
)


def test_clock_is_read_by_views_jobs_and_commands_only():
    for path in SOURCES:
        if not any(path.relative_to(ROOT).match(pattern) for pattern in READS_THE_CLOCK):
            assert not re.search(r"\btoday\(\)|date\.today|datetime\.now|localdate", path.read_text()), path


def test_states_are_set_by_their_workflow_only():
    """`x.status = …`, `state=…` in an update: only workflow.apply, and the lease of a job."""
    for path in SOURCES:
        text = path.read_text()
        assert not re.search(r"\.(status|stage|state)\s=\s(?!=)", text), path
        if path.name != "rendering.py":
            assert not re.search(r"\.update\([^)]*\b(status|stage|state)=", text), path


def test_foreign_keys_protect():
    goes_with_allauths_row = ConfirmedFactor._meta.get_field("authenticator")
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field is not goes_with_allauths_row:
                assert field.remote_field.on_delete is models.PROTECT, f"{model.__name__}.{field.name}"


def test_written_once_tables_have_their_triggers(db):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE tgname = 'written_once'"
        )
        guarded = {row[0] for row in cursor.fetchall()}
    assert guarded == {model._meta.db_table for model in own_models() if issubclass(model, Immutable)}


def test_every_operation_is_called_by_a_test():
    """Each one runs in the suite, and the decorator refuses one that writes no entry."""
    assert governance.management.commands.bootstrap  # what it imports is registered
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("*.py"))
    examples = "\n".join(path.read_text() for path in (ROOT / "governance").rglob("*.py"))
    called = set(re.findall(r"\b\w+(?=\()", tests + examples))
    for action, function in OPERATIONS.items():
        assert function.__name__ in called, action
        code = function.__wrapped__.__code__
        assert code.co_argcount == 0, f"{action} takes positional arguments"
        assert "by" in code.co_varnames[: code.co_kwonlyargcount]


SHORT = {
    *("change_modification", "change_release", "convert_modification", "link_modification", "move_release"),
    *("register_modification", "record_decision", "record_recommendation", "move_stage", "create_release"),
    *("cancel_release", "state_section", "save_round", "set_operational_costs", "set_yearly_costs"),
    *("copy_standard_criteria", "baseline_version", "return_version", "supersede_version", "present_version"),
    *("withdraw_version", "publish_version", "unpublish_version", "comment_on", "put_on_agenda"),
    *("send_reminders", "save_sweep"),
}
"""Operations whose entries bear an older, shorter name: the audit trail keeps it."""


def test_an_entry_bears_the_name_of_its_operation():
    others = {row.__name__ for action, row in OPERATIONS.items() if action.split(".")[1] != row.__name__}
    assert others - {"_move"} == SHORT


def test_a_refusal_names_a_field_that_something_has():
    """Else the sentence would stand beside no field of the form."""
    named, fields = set(), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.arg):
                fields.add(node.arg)
            elif isinstance(node, ast.AnnAssign | ast.Assign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                fields |= {target.id for target in targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.keyword) and node.arg == "field":
                named |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    assert len(named) > 40
    assert named - fields == set()


def test_every_operation_that_takes_a_token_requires_it():
    """A caller that read the row under its lock passes AS_STORED."""
    taking = 0
    for action, function in OPERATIONS.items():
        token = inspect.signature(function.__wrapped__).parameters.get("token")
        if token is not None:
            taking += 1
            assert token.default is inspect.Parameter.empty, f"{action} may be called without a token"
            assert token.annotation == Token, action
    assert taking > 50


def test_no_name_of_an_action_decides_who_edits():
    """It is a property of the operation, and every process imports all operations at start-up."""
    assert {action for action, function in OPERATIONS.items() if not function.edits} == {
        *("governance.confirm_decision", "governance.confirm_changes", "governance.record_go_live"),
        *("governance.submit_deliverable", "governance.release_evidence", "governance.consult_on_tad"),
        *("governance.hand_over_task", "governance.take_back_task"),
        *(
            "governance.open_consultation",
            "governance.close_consultation",
            "governance.remind_of_consultation",
        ),
        *("governance.ask_for_link", "governance.answer_by_link", "governance.answer_consultation"),
        *("governance.record_answer", "governance.record_letter"),
    }
    statement = "from governance.versions.queries.editors import no_edits"
    code = f"import django; django.setup(); {statement}; print(len(no_edits()))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "16"


def test_pages_and_the_api_never_change_rows_without_a_token():
    """AS_STORED is for the importer, the examples, jobs, and operations that call others under a lock they hold."""
    outside = {
        "views",
        "forms",
        "pages",
        "sheets",
        "api",
        "admin",
        "templatetags",
        "http",
        "saving",
        "middleware",
    }
    for path in SOURCES:
        if outside & {name.partition(".")[0] for name in path.relative_to(ROOT).parts}:
            assert "AS_STORED" not in path.read_text(), path


def test_every_dependency_has_its_reason_beside_it():
    lines = (ROOT / "pyproject.toml").read_text().split("[tool.uv]")[0].splitlines()
    for line in lines:
        if re.match(r'  "[A-Za-z]', line):
            assert "  # " in line, line


def test_lock_files_name_no_host():
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text()


def test_top_level_contains_the_agreed_names():
    ignored = {
        ".git",
        ".venv",
        "var",
        ".pytest_cache",
        ".ruff_cache",
        ".mypy_cache",
        ".hypothesis",
        ".import_linter_cache",
        "__pycache__",
    }
    folders = {path.name for path in ROOT.iterdir() if path.is_dir()} - ignored
    assert folders == {
        *("secrel", "releases", "modifications", "governance", "costs"),
        *("templates", "static", "tests", "docs", "deploy", ".ci"),
    }


# Bound together with other columns, in constraints that tests/test_constraints.py tries.
BOUND_WITH_OTHERS = {"CostCell.line", "CostCell.basis", "Release.other_codes"}


def _is_pair(condition):
    """Whether it is a field's condition, and not one of the database's functions."""
    return isinstance(condition, tuple)


def test_database_allows_exactly_the_choices_that_forms_offer():
    for model in own_models():
        allowed = {
            field.removesuffix("__in"): set(values)
            for constraint in model._meta.constraints
            if isinstance(constraint, models.CheckConstraint) and len(constraint.condition.children) == 1
            for field, values in filter(_is_pair, constraint.condition.children)
            if isinstance(field, str) and field.endswith("__in")
        }
        for field in model._meta.get_fields():
            name = f"{model.__name__}.{field.name}"
            if getattr(field, "choices", None) and name not in BOUND_WITH_OTHERS:
                offered = {value for value, _ in field.choices} | ({""} if field.blank else set())
                assert allowed.get(field.name) == offered, name

"""Redlines of papers and notices as PDF: the archive form and PDF/UA, as for the redline of a RID."""

import subprocess
import sys

import pytest

from governance.documents.engine.printing.render import render_pdf
from governance.documents.kinds import REDLINES
from tests.governance.documents.redline.test_printed import redline_from, two_of
from tests.governance.documents.test_archive_form import faults_of_form

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["paper", "notice"])
def test_a_redline_is_in_archive_form_and_accessible(examples, key, tmp_path):
    kind, file = REDLINES[key], tmp_path / f"{key}.pdf"
    made = redline_from(*two_of(key), key.title())
    file.write_bytes(render_pdf(kind, made))
    assert faults_of_form(file) == []
    checked = subprocess.run([sys.executable, "-m", "pdfua", "check", file], capture_output=True, text=True)
    assert "PASS (no findings)" in checked.stdout, checked.stdout

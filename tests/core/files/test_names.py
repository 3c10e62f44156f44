"""File names stay readable and are made safe."""

import pytest

from secrel.core.files.names import ending_of, safe_name


@pytest.mark.parametrize(
    ("raw", "cleaned", "ending"),
    [
        ("report.pdf", "report.pdf", ".pdf"),
        ("REPORT.PDF", "REPORT.PDF", ".pdf"),
        ("..\\..\\secret/evil.pdf", "evil.pdf", ".pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf", ".pdf"),
        ("report.pdf.exe", "report.pdf.exe", ".exe"),
        ("report\u202efdp.exe", "reportfdp.exe", ".exe"),
        ("report.pdf. . ", "report.pdf", ".pdf"),
        ("report.pdf\0", "report.pdf", ".pdf"),
        ('re"po\r\nrt.pdf', 're"po rt.pdf', ".pdf"),
        ("re\x1bport\u200b.pdf", "report.pdf", ".pdf"),
        ("Prüfbericht £.docx", "Prüfbericht £.docx", ".docx"),
        ("Pru\u0308fbericht.docx", "Prüfbericht.docx", ".docx"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf", ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 19, "." + "y" * 19),
        ("report", "report", ""),
        (".pdf", "file.pdf", ".pdf"),
        (" .pdf", "file.pdf", ".pdf"),
        ("..", "", ""),
        ("", "", ""),
    ],
)
def test_name_is_made_safe(raw, cleaned, ending):
    assert (safe_name(raw), ending_of(safe_name(raw))) == (cleaned, ending)

"""The names of downloads: a reference has the number of a meeting, which has any characters."""

import pytest

from governance.composing.pages import attachment


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("SECP_76_1701_23-v1.zip", 'attachment; filename="SECP_76_1701_23-v1.zip"'),
        ('SECP_7"6_1701_23-v1.zip', 'attachment; filename="SECP_7\\"6_1701_23-v1.zip"'),
        ("SECP_7/6_1701_23-v1.zip", 'attachment; filename="SECP_7-6_1701_23-v1.zip"'),
        ("SECP_7é_1701_23-v1.zip", "attachment; filename*=utf-8''SECP_7%C3%A9_1701_23-v1.zip"),
    ],
)
def test_a_name_of_any_characters_makes_a_valid_header(name, header):
    assert attachment(b"", "application/zip", name)["Content-Disposition"] == header

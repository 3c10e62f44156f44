import pytest

from governance.documents.engine.terms import read_terms


@pytest.mark.parametrize(
    ("text", "known", "uses"),
    [
        ("The SM WAN, both SM WANs and the SM-WAN.", ["SM WAN"], {"SM WAN": 3}),
        ("The SM WAN is a WAN.", ["SM WAN", "WAN"], {"SM WAN": 1, "WAN": 2}),
        ("GPFs and DNOs", ["GPF", "DNO"], {"GPF": 1, "DNO": 1}),
        ("The DCC’s systems, DCCs", ["DCC"], {"DCC": 2}),
        ("SR11.2, SR 12.1 and SRs", ["SR"], {"SR": 3}),
        ("SMETS1 and SMETS2", ["SMETS"], {"SMETS": 2}),
        ("SMETS1 and SMETS2", ["SMETS2"], {"SMETS2": 1}),
        ("HAN/WAN (ECoS)", ["HAN", "WAN", "ECoS"], {"HAN": 1, "WAN": 1, "ECoS": 1}),
        ("GCS14", ["GCS"], {"GCS": 1}),
        ("SM. WAN", ["SM WAN"], {}),
        ("SMKIT", ["SMKI"], {}),
    ],
)
def test_known_short_forms_are_counted(text, known, uses):
    assert read_terms([text], known).known == uses


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("The SM WAN", ["SM WAN"], {}),
        ("The SM WAN", [], {"SM": 1, "WAN": 1}),
        ("two DNOs, a DNO", [], {"DNO": 2}),
        ("GCS14, SR 12.1, SRV 6.15.1, SR11.2, CR1088, MP106A, DP173, SECMP0062, ECS24b", [], {}),
        ("SMETS2", [], {"SMETS2": 1}),
        ("Paper SECP_76_1701_23 and SECCSC_14_1610_05", [], {}),
        ("the CACoP and SoLRs, of GitHub and McKay", [], {"CACoP": 1, "SoLR": 1}),
        ("Appendix AD, Appendices AB, Section H, Schedule 8", [], {}),
        ("AD is none of them", [], {"AD": 1}),
        ("MPs, DPs, TBC, Phase II, it MUST and SHALL NOT", [], {}),
        ("It is IMPORTANT that what is important is seen.", [], {}),
        ("The SMKI, whatever smki is.", [], {"SMKI": 1}),
    ],
)
def test_unknown_acronyms_are_found_and_codes_are_none(text, known, unknown):
    assert read_terms([text], known).unknown == unknown


@pytest.mark.parametrize(
    ("text", "mistyped"),
    [
        ("MPO88 and MP1O6", {"MPO88": 1, "MP1O6": 1}),
        ("DP1l4, SECMPOO62", {"DP1l4": 1, "SECMPOO62": 1}),
        ("MP106, SECMP0062, MPOOL, MPO", {}),
    ],
)
def test_references_with_a_letter_for_a_digit_are_found(text, mistyped):
    assert read_terms([text], ()).mistyped == mistyped


def test_terms_of_more_words_than_anybody_uses_are_not_looked_for():
    assert not read_terms(["A " * 40], ["A " * 20]).known

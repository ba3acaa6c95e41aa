"""NIPs: every example of the rules page, section 6, and the round trip of composing one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules import (
    EmploymentType,
    Nip,
    NipFault,
    NipFaultCode,
    Sex,
    make_nip,
    parse_nip,
)
from accounts.wording import nip_fault_sentence


def test_pns_of_the_rules_page():
    assert parse_nip("198609262015051001") == Nip(
        text="198609262015051001",
        employment_type=EmploymentType.PNS,
        birth_date=date(1986, 9, 26),
        appointment_year=2015,
        appointment_month=5,
        contract_code=None,
        sex=Sex.MALE,
        sequence=1,
    )


def test_pppk_of_the_rules_page():
    assert parse_nip("199312282025212001") == Nip(
        text="199312282025212001",
        employment_type=EmploymentType.PPPK,
        birth_date=date(1993, 12, 28),
        appointment_year=2025,
        appointment_month=None,
        contract_code=21,
        sex=Sex.FEMALE,
        sequence=1,
    )


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("198613262015051001", NipFaultCode.BIRTH, "19861326"),
        ("198609262015131001", NipFaultCode.APPOINTMENT, "201513"),
        ("198609262015001001", NipFaultCode.APPOINTMENT, "201500"),
        ("198609262015201001", NipFaultCode.APPOINTMENT, "201520"),
        ("198609262015051000", NipFaultCode.SEQUENCE, "000"),
        ("19860926201505100", NipFaultCode.LENGTH, "17"),
        ("1986092620150510011", NipFaultCode.LENGTH, "19"),
        ("850305000012000001", NipFaultCode.BIRTH, "85030500"),
        ("198609262015050001", NipFaultCode.SEX, "0"),
        ("198609262015053001", NipFaultCode.SEX, "3"),
        ("199002302015051001", NipFaultCode.BIRTH, "19900230"),
        ("198609261986051001", NipFaultCode.TOO_EARLY, "1986"),
        ("19860926201505100A", NipFaultCode.NOT_DIGITS, "19860926201505100A"),
        ("19860926201505100²", NipFaultCode.NOT_DIGITS, "19860926201505100²"),
        ("  ", NipFaultCode.EMPTY, ""),
    ],
)
def test_faulty_texts_name_the_part_at_fault(text, code, found):
    assert parse_nip(text) == NipFault(code, found)


@pytest.mark.parametrize("code", ["01", "12", "21", "24", "99"])
def test_edges_of_month_and_contract_code(code):
    nip = parse_nip(f"198609262015{code}1999")
    assert isinstance(nip, Nip)
    assert (nip.employment_type is EmploymentType.PPPK) == (int(code) >= 21)
    assert nip.sequence == 999


def test_spaces_are_stripped_wherever_they_stand():
    nip = parse_nip(" 19860926 201505\u00a01 001\n")
    assert str(nip) == "198609262015051001"


@given(
    birth=st.dates(date(1940, 1, 1), date(2007, 12, 31)),
    year=st.integers(2008, 2099),
    month=st.integers(1, 12),
    contract=st.one_of(st.none(), st.integers(21, 99)),
    sex=st.sampled_from(Sex),
    sequence=st.integers(1, 999),
)
def test_what_is_composed_reads_back_the_same(birth, year, month, contract, sex, sequence):
    nip = make_nip(
        birth_date=birth,
        appointment_year=year,
        appointment_month=month if contract is None else None,
        contract_code=contract,
        sex=sex,
        sequence=sequence,
    )
    assert parse_nip(nip.text) == nip
    assert (nip.birth_date, nip.sex, nip.sequence) == (birth, sex, sequence)


@pytest.mark.parametrize(
    "parts",
    [
        {"appointment_month": 5, "contract_code": 21},
        {},
        {"appointment_month": 21},
        {"contract_code": 12},
        {"appointment_month": 13},
        {"appointment_month": 5, "sequence": 0},
        {"appointment_month": 5, "sequence": 1000},
        {"appointment_month": 5, "appointment_year": 1986},
    ],
)
def test_impossible_parts_compose_nothing(parts):
    given_parts = {
        "birth_date": date(1986, 9, 26),
        "appointment_year": 2015,
        "sex": Sex.MALE,
        "sequence": 1,
        **parts,
    }
    with pytest.raises(ValueError, match=r"\w"):
        make_nip(**given_parts)


@pytest.mark.parametrize("code", NipFaultCode)
def test_every_fault_has_a_sentence_that_says_what_next(code):
    sentence = nip_fault_sentence(NipFault(code, "17"))
    assert sentence.startswith(("NIP", "Delapan", "Angka", "Tahun", "Tiga"))
    assert sentence.endswith(("SK.", "pengangkatan.", "coba lagi."))
    assert "%(" not in sentence


def test_the_sentence_of_a_short_nip_names_its_length():
    fault = parse_nip("19860926201505100")
    assert isinstance(fault, NipFault)
    assert nip_fault_sentence(fault) == (
        "NIP harus 18 angka, yang tertulis 17. Periksa lagi NIP pada SK."
    )

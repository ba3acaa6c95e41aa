"""What a month means for the allowance: the agency's table on its page, the payroll's file."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connections
from django.urls import reverse

from accounts.tenancy import tenant
from attendance import practice
from attendance.exports.fields import PAY_COLUMNS
from attendance.exports.pay import write_pay
from attendance.models import CaseState, ComplianceReport, DisciplineCase, PayReduction
from tests import factories
from tests.attendance import disciplined
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import NOVEMBER, SATURDAY

pytestmark = pytest.mark.django_db
PAGE = "/kepatuhan/tunjangan/"
MONDAY = date(2026, 11, 2)


@pytest.fixture(scope="module", autouse=True)
def examples(django_db_setup, django_db_blocker):
    """The portal's own rows, which only the owner of the tables writes."""
    with django_db_blocker.unblock():
        practice.load_pay_reductions("owner")
    yield
    with django_db_blocker.unblock():
        PayReduction.objects.using("owner").filter(agency=None).delete()
        connections["owner"].close()


@pytest.fixture
def operator(db, freeze):
    """The operator of an agency without a table of its own, on Saturday 21 November."""
    freeze(SATURDAY)
    person = factories.employee(factories.unit(factories.agency()))
    factories.grant(person, "personnel")
    return person


def typed(**changed):
    return {
        "ground": "late",
        "from_minutes": "1",
        "until_minutes": "",
        "percent": "2,5",
        "valid_from": "2026-12-01",
        "valid_until": "",
        "legal_basis": "Perbup 12/2026",
    } | changed


def own(person):
    with tenant(person.agency_id):
        return list(PayReduction.objects.filter(agency_id=person.agency_id))


def days(person, *shapes):
    """Judged days from Monday 2 November on."""
    for number, (status, fields) in enumerate(shapes):
        factories.work_day(person, MONDAY + timedelta(days=number), status, **fields)


def written(agency):
    report = ComplianceReport(agency=agency, month=NOVEMBER, data_until=date(2026, 11, 20))
    out = BytesIO()
    write_pay(report, out, lambda *_: None)
    text = out.getvalue().decode("utf-8-sig")
    assert text.splitlines()[0].split(";") == [column.name for column in PAY_COLUMNS]
    return {row["nip"]: row for row in csv.DictReader(StringIO(text), delimiter=";")}


def test_the_file_says_what_each_persons_days_cost(operator):
    agency = operator.agency
    disciplined.lawful(agency)
    unit = factories.unit(agency, name="+Unit")
    busy, free = factories.employee(unit, name="=1+1"), factories.employee(unit)
    days(
        busy,
        ("present", {"late_minutes": 10, "early_minutes": 12}),
        ("present", {"late_minutes": 42, "early_minutes": 90, "flags": ["no_out", "pending"]}),
        ("absent", {}),
        ("excused", {}),
        ("present", {"late_minutes": 300}),
        ("off", {}),
    )
    days(free, ("off", {}))
    factories.work_day(busy, date(2026, 10, 30), "present", late_minutes=400)
    rows = written(agency)
    assert list(rows) == sorted([busy.nip, free.nip])
    row = rows[busy.nip]
    assert (row["nama"], row["unit"]) == ("'=1+1", "'+Unit")
    assert {name: int(row[name]) for name in list(row)[8:19] if row[name]} == {
        "hari_kerja": 5,
        "hari_hadir": 3,
        "hari_berhalangan_sah": 1,
        "hari_tanpa_keterangan": 1,
        "hari_terlambat": 3,
        "menit_terlambat": 352,
        "hari_pulang_awal": 1,
        "menit_pulang_awal": 12,
        "hari_belum_presensi_pulang": 1,
        "hari_menunggu": 1,
        # 400 minutes until October and 454 more: 450 are full in November.
        "hari_konversi": 1,
    }
    reductions = [int(row[column.name]) for column in PAY_COLUMNS[-5:]]
    assert reductions == [50 + 100 + 150, 50, 150, 300, 800]
    assert [int(rows[free.nip][column.name]) for column in PAY_COLUMNS[-5:]] == [0] * 5


def test_an_indication_stands_there_until_its_case_is_dismissed(operator):
    disciplined.lawful(operator.agency)
    person = factories.employee(factories.unit(operator.agency))
    case = disciplined.opened(person)
    days(person, ("absent", {}))
    assert written(operator.agency)[person.nip]["indikasi_hukuman"] == case.sanction
    with tenant(operator.agency_id):
        DisciplineCase.objects.filter(pk=case.pk).update(state=CaseState.LAPSED)
    assert written(operator.agency)[person.nip]["indikasi_hukuman"] == ""


def test_an_own_row_is_tried_on_last_month_then_entered_and_ended(operator, client):
    sign_in(client, operator)
    late = factories.employee(factories.unit(operator.agency))
    factories.work_day(late, date(2026, 10, 5), "present", late_minutes=10)
    page = client.get(PAGE).content.decode()
    assert page.count("Contoh portal") == 4
    assert "0,5%" in page
    tried = client.post(PAGE, typed(coba="1"))
    assert tried.status_code == 200
    assert "Jumlah nanti" in tried.content.decode()
    assert "2,5%" in tried.content.decode()
    assert own(operator) == []
    assert client.post(PAGE, typed()).status_code == 302
    (row,) = own(operator)
    assert (row.percent_hundredths, row.from_minutes, row.until_minutes) == (250, 1, None)
    end = reverse("attendance:pay_reduction_end", args=[row.pk])
    client.post(end, {"sampai": "kemarin"})
    client.post(end, {"sampai": "2026-11-30"})
    assert own(operator)[0].valid_until is None
    client.post(end, {"sampai": "2026-12-31"})
    assert own(operator)[0].valid_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"until_minutes": "30"}, "sudah punya potongan"),
        ({"valid_from": "2027-01-01"}, "sudah punya potongan"),
        ({"from_minutes": "40", "until_minutes": "30", "ground": "early"}, "Menit terakhir"),
        ({"ground": "absent", "valid_until": "2026-11-30"}, "Hari terakhir mendahului"),
        ({"percent": "100,5"}, "100"),
        ({"legal_basis": ""}, "Dasar"),
    ],
)
def test_what_contradicts_the_table_is_refused_and_stays_typed(operator, client, changed, said):
    sign_in(client, operator)
    assert client.post(PAGE, typed()).status_code == 302
    refused = client.post(PAGE, typed(**changed))
    text = refused.content.decode()
    assert refused.status_code == 422
    assert said in text
    assert all(f'value="{value}"' in text for name, value in changed.items() if "valid" in name)
    assert len(own(operator)) == 1


def test_who_reads_may_not_set(operator, client):
    pyb = factories.employee(factories.unit(operator.agency))
    factories.grant(pyb, "pyb")
    sign_in(client, pyb)
    assert client.get(PAGE).status_code == 200
    refused = client.post(PAGE, typed())
    assert refused.status_code == 403
    assert "keputusan instansi" in refused.content.decode()
    assert own(operator) == []

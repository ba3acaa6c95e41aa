"""What a month means for the allowance: the agency's table on its page, the payroll's file."""

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.urls import reverse

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance import practice
from attendance.exports.fields import PAY_COLUMNS
from attendance.exports.pay import write_pay
from attendance.models import (
    CaseState,
    ComplianceReport,
    DayAmendment,
    DisciplineCase,
    MonthFreeze,
    PayReduction,
    WorkDay,
)
from attendance.queries.pay import PayState
from tests import factories
from tests.attendance import disciplined
from tests.attendance.conftest import sign_in
from tests.attendance.month_of_work import NOVEMBER, SATURDAY

pytestmark = pytest.mark.django_db
PAGE = "/kepatuhan/tunjangan/"
MONDAY, DAY = date(2026, 11, 2), timedelta(days=1)
DECEMBER = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
EXAMPLE = "Contoh bawaan portal; ganti dengan keputusan kepala instansi tentang tunjangan"


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


def reduced(row):
    """The reductions by ground and their sum, in hundredths of a percent."""
    return [int(row[column.name]) for column in PAY_COLUMNS[-6:-1]]


def amended(person, day, at, version, **after):
    """A dated amendment of a frozen day: `after` is how it stands instead."""
    outcome = {"unit_id": person.unit_id, "late_minutes": 0, "early_minutes": 0, "flags": ""}
    with tenant(person.agency_id):
        DayAmendment.objects.create(
            agency_id=person.agency_id,
            date=day,
            employee=person,
            version=version,
            before={},
            after=outcome | after,
            cause="correction",
            amended_at=at,
        )


def signed(agency, by):
    """November as the PPK signed it, on 2 December."""
    report = factories.report(agency, NOVEMBER, DECEMBER)
    with tenant(agency.pk):
        MonthFreeze.objects.create(
            agency=agency,
            month=NOVEMBER,
            report=report,
            content_hash="0" * 64,
            days=0,
            frozen_by=by,
            frozen_at=DECEMBER,
        )
    return report


def amendment_of(report, at, version):
    with tenant(report.agency_id):
        ComplianceReport.objects.create(
            agency_id=report.agency_id,
            month=report.month,
            version=version,
            rule_version=report.rule_version,
            data_until=report.data_until,
            computed_at=at,
            content_hash="1" * 64,
            amends=report,
            reason="Surat 800/41/2026",
        )


def test_a_signed_month_counts_the_days_of_the_version_signed_last(operator):
    agency = operator.agency
    absent, moved = (factories.employee(factories.unit(agency)) for _ in range(2))
    days(absent, ("absent", {}), ("absent", {}))
    days(moved, ("present", {"late_minutes": 10}))
    report = signed(agency, operator)
    amended(absent, MONDAY, DECEMBER + DAY, 1, status="excused")
    row = written(agency)[absent.nip]
    assert (row["versi"], row["keadaan"], row["hari_berubah_kemudian"]) == ("1", "disahkan", "1")
    assert (row["hari_tanpa_keterangan"], row["potongan_jumlah"]) == ("2", "600")
    amendment_of(report, DECEMBER + 2 * DAY, 2)
    # After that amendment: one more day, and somebody who then had no day at all.
    amended(absent, MONDAY + DAY, DECEMBER + 3 * DAY, 1, status="present", late_minutes=40)
    joined = factories.employee(factories.unit(agency))
    amended(joined, MONDAY, DECEMBER + 3 * DAY, 1, status="present")
    rows = written(agency)
    row = rows[absent.nip]
    assert (row["versi"], row["keadaan"], row["hari_berubah_kemudian"]) == ("2", "perubahan", "1")
    assert (row["hari_tanpa_keterangan"], row["hari_berhalangan_sah"]) == ("1", "1")
    assert rows[moved.nip]["potongan_jumlah"] == "50"
    assert joined.nip not in rows
    amendment_of(report, DECEMBER + 4 * DAY, 3)
    rows = written(agency)
    assert (rows[absent.nip]["versi"], reduced(rows[absent.nip])) == ("3", [100, 0, 0, 0, 100])
    assert (rows[joined.nip]["hari_hadir"], rows[joined.nip]["unit"]) == ("1", joined.unit.name)


def test_who_came_moved_or_left_within_the_month_is_in_the_file(operator):
    agency = operator.agency
    first, last = (factories.unit(agency, name=name) for name in ("Awal", "Akhir"))
    person = factories.employee(first)
    factories.work_day(person, date(2026, 11, 16), "present")
    person.unit = last
    factories.work_day(person, date(2026, 11, 17), "absent")
    with tenant(agency.pk):
        Employee.objects.filter(pk=person.pk).update(is_active=False)
    # Their record is another agency's by now; the days judged here stay here.
    elsewhere = factories.employee(factories.unit(factories.agency()))
    with tenant(agency.pk):
        WorkDay.objects.create(
            agency=agency,
            date=MONDAY,
            employee=elsewhere,
            unit=first,
            status="absent",
            rule_version="2026.1",
            judged_at=DECEMBER,
        )
    rows = written(agency)
    assert (rows[person.nip]["hari_kerja"], rows[person.nip]["unit"]) == ("2", "Akhir")
    assert (rows[""]["nama"], rows[""]["potongan_jumlah"], rows[""]["unit"]) == (
        "(data pegawai kini di instansi lain)",
        "300",
        "Awal",
    )


def test_the_page_for_payroll_programs_names_the_columns_that_are_written():
    page = (Path(settings.BASE_DIR) / "docs" / "pay-export.md").read_text(encoding="utf-8")
    table = page.split("| column | |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    names = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    written_columns = [column.name for column in PAY_COLUMNS]
    assert names == written_columns
    head, example = page.split("```")[1].split()[0], page.split("```\n")[1].splitlines()[1]
    assert head.split(";") == written_columns
    row = dict(zip(written_columns, next(csv.reader([example], delimiter=";")), strict=True))
    *parts, total = reduced(row)
    assert sum(parts) == total
    assert all(f"`{state.value}`" in page for state in PayState)


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
    assert {name: int(row[name]) for name in list(row)[10:22] if row[name]} == {
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
        "hari_berubah_kemudian": 0,
        # 400 minutes until October and 454 more: 450 are full in November.
        "hari_konversi": 1,
    }
    assert reduced(row) == [50 + 100 + 150, 50, 150, 300, 800]
    assert (row["versi"], row["keadaan"]) == ("1", "belum_disahkan")
    assert row["potongan_dasar"] == EXAMPLE
    assert (reduced(rows[free.nip]), rows[free.nip]["potongan_dasar"]) == ([0] * 5, "")


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

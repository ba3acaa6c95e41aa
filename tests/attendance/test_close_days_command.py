"""Days close by themselves after each agency's own midnight, and by command."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accounts.tenancy import tenant
from attendance.management.commands import close_days as command
from attendance.models import ComplianceReport, DayClose, Job, WorkDay
from attendance.tasks import days as tasks
from attendance.tasks.days import close_due, close_due_days
from tests import factories
from tests.attendance.conftest import wib, worker
from tests.attendance.month_of_work import SATURDAY, month_of_work

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)


def closes_of(agency):
    with tenant(agency.pk):
        return dict(DayClose.objects.order_by("date").values_list("date", "waiting"))


def run(name, *args):
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize(
    ("zone", "closes_at"),
    [
        ("Asia/Jayapura", datetime(2026, 11, 16, 15, 5, tzinfo=UTC)),
        ("Asia/Makassar", datetime(2026, 11, 16, 16, 5, tzinfo=UTC)),
        ("Asia/Jakarta", datetime(2026, 11, 16, 17, 5, tzinfo=UTC)),
    ],
)
def test_a_day_closes_five_minutes_after_the_agency_s_own_midnight(zone, closes_at, freeze) -> None:
    person = worker(zone)
    factories.check_in(person, datetime(2026, 11, 16, 1, 0, tzinfo=UTC))
    freeze(closes_at.replace(minute=4))
    assert close_due_days() == 0
    freeze(closes_at)
    assert close_due_days() == 1
    assert closes_of(person.agency) == {MONDAY: 0}
    assert close_due_days() == 0


def test_a_week_of_missed_days_is_caught_up_and_nothing_before_the_first_record(freeze) -> None:
    person = worker()
    factories.check_in(person, wib("07:20", date(2026, 11, 12)))
    freeze(SATURDAY)
    assert close_due_days() == 7  # 14 to 20 November: one week back
    assert min(closes_of(person.agency)) == date(2026, 11, 14)
    other = worker()
    factories.check_in(other, wib("07:20", date(2026, 11, 18)))
    assert close_due_days() == 3
    assert list(closes_of(other.agency)) == [date(2026, 11, day) for day in (18, 19, 20)]


def test_an_agency_that_never_used_the_portal_is_left_alone(freeze) -> None:
    person = worker()
    freeze(SATURDAY)
    assert close_due_days() == 0
    assert closes_of(person.agency) == {}


def test_a_night_shift_is_closed_again_after_noon(freeze) -> None:
    nurse = worker(
        hours={"kind": "shift", "start": "22:00", "end_mon_thu": "06:00", "end_fri": "06:00"}
    )
    factories.check_in(nurse, wib("21:50"))
    factories.check_in(nurse, wib("06:05", TUESDAY), "out")
    freeze(wib("00:10", TUESDAY))
    assert close_due_days() == 1
    assert closes_of(nurse.agency) == {MONDAY: 1}
    freeze(wib("11:50", TUESDAY))
    assert close_due_days() == 0
    freeze(wib("12:00", TUESDAY))
    assert close_due_days() == 1
    assert closes_of(nurse.agency) == {MONDAY: 0}
    with tenant(nurse.agency_id):
        assert WorkDay.objects.get().status == "present"


def test_somebody_without_hours_on_record_does_not_stop_the_others(freeze) -> None:
    agency = factories.agency()
    unit = factories.unit(agency)
    scheduled, unscheduled = factories.employee(unit), factories.employee(unit)
    with tenant(agency.pk):
        factories.schedule(agency, employee=scheduled).save()
    factories.check_in(scheduled, wib("07:20"))
    freeze(wib("00:10", TUESDAY))
    assert close_due_days() == 1
    assert closes_of(agency) == {MONDAY: 1}
    with tenant(agency.pk):
        assert [day.employee_id for day in WorkDay.objects.all()] == [scheduled.pk]
    assert unscheduled.pk


def test_one_agency_s_trouble_leaves_no_other_open(freeze, monkeypatch) -> None:
    broken, sound = worker(), worker()
    for person in (broken, sound):
        factories.check_in(person, wib("07:20"))
    freeze(wib("00:10", TUESDAY))

    def close_or_fail(agency, now):
        if agency.pk == broken.agency_id:
            raise OperationalError
        return close_due(agency, now)

    monkeypatch.setattr(tasks, "close_due", close_or_fail)
    assert close_due_days() == 1
    assert closes_of(sound.agency) == {MONDAY: 0}


def test_the_command_closes_a_date_and_says_how_many(freeze) -> None:
    person = worker()
    factories.check_in(person, wib("07:20"))
    freeze(wib("00:10", TUESDAY))
    said = run("close_days", "--agency", person.agency.code, "--date", "2026-11-16")
    assert said == ["Senin, 16 November 2026: 1 pegawai dinilai."]
    assert closes_of(person.agency) == {MONDAY: 0}


def test_the_command_closes_a_span_and_makes_the_months_it_needs(freeze) -> None:
    person = worker()
    freeze(SATURDAY)
    args = ["--agency", person.agency.code, "--date", "2025-03-03", "--until", "2025-03-04"]
    assert run("close_days", *args) == [
        "Senin, 3 Maret 2025: 1 pegawai dinilai.",
        "Selasa, 4 Maret 2025: 1 pegawai dinilai.",
    ]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--agency", "{code}", "--date", "2026-11-16"], "belum berakhir menurut jam WIB"),
        (["--agency", "{code}", "--date", "16-11-2026"], "bukan tanggal yang dapat dipakai"),
        (["--agency", "{code}", "--date", "0001-01-01"], "bukan tanggal yang dapat dipakai"),
        (["--agency", "nihil", "--date", "2026-11-13"], "Tidak ada instansi dengan kode nihil"),
        (["--agency", "{empty}", "--date", "2026-11-13"], "belum punya pegawai di portal ini"),
        (
            ["--agency", "{code}", "--date", "2026-11-13", "--until", "2026-11-12"],
            "tidak boleh mendahului tanggal awal",
        ),
        (
            ["--agency", "{code}", "--date", "2024-11-13", "--until", "2026-11-12"],
            "paling banyak 370 hari",
        ),
    ],
)
def test_the_command_refuses_in_a_sentence_and_changes_nothing(args, sentence, freeze) -> None:
    person, empty = worker(), factories.agency()
    freeze("10:00")
    filled = [text.format(code=person.agency.code, empty=empty.code) for text in args]
    with pytest.raises(CommandError, match=sentence) as refused:
        run("close_days", *filled)
    assert refused.value.returncode == 1
    assert closes_of(person.agency) == {}


def test_the_command_tells_when_the_database_is_away(freeze, monkeypatch) -> None:
    person = worker()
    freeze(SATURDAY)

    def away(**_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(command, "make_partitions", away)
    with pytest.raises(CommandError, match="tidak dapat dihubungi atau sedang terkunci"):
        run("close_days", "--agency", person.agency.code, "--date", "2026-11-16")


@pytest.mark.parametrize("name", ["close_days", "compliance_report"])
def test_help_shows_an_example(name, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command(name, "--help")
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"Contoh: manage.py {name} --agency 32.11" in shown


def test_the_report_command_shows_progress_and_figures(freeze) -> None:
    agency = month_of_work(units=1, people=2)
    freeze(SATURDAY)
    said = run("compliance_report", "--agency", agency.code, "--month", "2026-11")
    assert said[0] == "[0/22] Menutup Senin, 2 November 2026"
    assert said[22] == "[22/22] Laporan versi 1 selesai."
    assert said[23] == "Data sampai Jumat, 20 November 2026."
    assert said[24] == "  Pegawai: 2 pegawai"
    with tenant(agency.pk):
        assert ComplianceReport.objects.get().version == 1
        assert Job.objects.get().state == "done"


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        ("2026-12", "Belum ada hari yang selesai"),
        ("2026-13", "bukan bulan yang dapat dipakai"),
        ("1999-01", "bukan bulan yang dapat dipakai"),
        ("november", "bukan bulan yang dapat dipakai"),
    ],
)
def test_the_report_command_refuses_in_a_sentence(month, sentence, freeze) -> None:
    agency = month_of_work(units=1, people=1)
    freeze(SATURDAY)
    with pytest.raises(CommandError, match=sentence):
        run("compliance_report", "--agency", agency.code, "--month", month)
    with tenant(agency.pk):
        assert not Job.objects.exists()

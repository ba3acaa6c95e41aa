"""The personnel office's machines: approved by the label, silent, retired; and whose number."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.days import close_day
from attendance.models import (
    CheckIn,
    Machine,
    MachineLine,
    MachineNumber,
    Reopening,
    UnknownMachine,
)
from attendance.wording import machines as words
from tests import factories
from tests.attendance.conftest import MONDAY, Freeze, sign_in, wib, worker

pytestmark = pytest.mark.django_db

SERIAL = "CKUH193460123"
LIST = "/kepegawaian/mesin/"
NUMBERS = "/kepegawaian/mesin/nomor/"


@pytest.fixture
def keeper(person: Employee, client: Client, freeze: Freeze) -> Client:
    """The personnel office of the person's agency, signed in on Monday 08.00 WIB."""
    freeze("08:00")
    operator = factories.employee(person.unit, name="Operator")
    factories.grant(operator, "personnel")
    sign_in(client, operator)
    return client


def call(line: str = "", serial: str = SERIAL, **fields: Any) -> int:
    """A machine's call: a batch of one line, or a poll."""
    machine = Client()
    if not line:
        return machine.get(f"/iclock/getrequest?SN={serial}", **fields).status_code
    url = f"/iclock/cdata?SN={serial}&table=ATTLOG&Stamp=1"
    return machine.post(url, line, content_type="text/plain", **fields).status_code


def typed(person: Employee, **fields: Any) -> dict[str, Any]:
    return {
        "serial": SERIAL,
        "name": "Pintu utama",
        "unit": person.unit_id,
        "direction": "status",
        "network": "",
        **fields,
    }


def events(person: Employee) -> list[tuple[str, Any]]:
    with tenant(person.agency_id):
        rows = CheckIn.objects.of(person).order_by("tapped_at", "kind")
        return list(rows.values_list("kind", "tapped_at"))


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


# --- approving ---------------------------------------------------------------------


def test_a_machine_that_called_is_listed_masked_and_approved_by_its_label(
    person: Employee, keeper: Client
) -> None:
    assert call(REMOTE_ADDR="203.0.113.7") == 403
    shown = page(keeper, LIST)
    assert "CK••••0123" in shown
    assert "203.0.113.7" in shown
    assert SERIAL not in shown
    assert keeper.post(f"{LIST}daftar/", typed(person)).status_code == 302
    with tenant(person.agency_id):
        machine = Machine.objects.get()
    assert (machine.serial, machine.code, machine.zone) == (SERIAL, "pintu-utama", "Asia/Jakarta")
    assert not UnknownMachine.objects.exists()
    assert call() == 200
    assert "terakhir terlihat baru saja" in page(keeper, LIST)


def test_a_machine_of_another_agency_cannot_be_taken(person: Employee, keeper: Client) -> None:
    other = worker()
    factories.machine(other.unit, SERIAL)
    answer = keeper.post(f"{LIST}daftar/", typed(person))
    assert answer.status_code == 409
    assert words.serial_taken() in answer.content.decode()
    with tenant(person.agency_id):
        assert not Machine.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(person: Employee, keeper: Client) -> None:
    answer = keeper.post(f"{LIST}daftar/", typed(person, serial="x", network="kantor"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Nomor seri terdiri dari 4 sampai 40" in shown
    assert words.network_malformed() in shown
    assert 'value="Pintu utama"' in shown
    assert 'value="kantor"' in shown


def test_a_unit_of_another_agency_is_no_choice(person: Employee, keeper: Client) -> None:
    answer = keeper.post(f"{LIST}daftar/", typed(person, unit=worker().unit_id))
    assert answer.status_code == 422
    assert "tidak ada di instansi Anda" in answer.content.decode()


def test_two_machines_of_one_name_have_two_codes(person: Employee, keeper: Client) -> None:
    for number in range(3):
        keeper.post(f"{LIST}daftar/", typed(person, serial=f"SERIAL{number}"))
    with tenant(person.agency_id):
        codes = set(Machine.objects.values_list("code", flat=True))
    assert codes == {"pintu-utama", "pintu-utama-2", "pintu-utama-3"}


def test_a_retired_machine_may_come_back(person: Employee, keeper: Client) -> None:
    machine = factories.machine(person.unit, SERIAL)
    keeper.post(f"{LIST}{machine.pk}/lepas/")
    assert call() == 403
    assert "Dilepas" in page(keeper, LIST)
    assert "sudah dilepas" in page(keeper, f"{LIST}{machine.pk}/")
    keeper.post(f"{LIST}daftar/", typed(person))
    assert call() == 200
    with tenant(person.agency_id):
        assert Machine.objects.get().pk == machine.pk


def test_a_silent_machine_is_said_to_be_silent(
    person: Employee, keeper: Client, freeze: Freeze
) -> None:
    machine = factories.machine(person.unit, SERIAL, last_seen_at=wib("07:00"))
    assert "terakhir terlihat 1 jam lalu" in page(keeper, LIST)
    assert "Diam" not in page(keeper, LIST)
    freeze("08:01")
    assert "Diam" in page(keeper, LIST)
    assert "Mesin ini diam" in page(keeper, f"{LIST}{machine.pk}/")


def test_a_call_from_elsewhere_is_shown(person: Employee, keeper: Client) -> None:
    machine = factories.machine(person.unit, SERIAL)
    settings = typed(person, network="203.0.113.7")
    keeper.post(f"{LIST}{machine.pk}/ubah/", settings)
    assert call(REMOTE_ADDR="198.51.100.2") == 403
    assert "dari 198.51.100.2" in page(keeper, f"{LIST}{machine.pk}/")
    assert call(REMOTE_ADDR="203.0.113.7") == 200


def test_machines_of_other_agencies_do_not_exist(keeper: Client) -> None:
    machine = factories.machine(worker().unit, SERIAL)
    for path in ("", "ubah/", "lepas/"):
        url = f"{LIST}{machine.pk}/{path}"
        answer = keeper.post(url) if path else keeper.get(url)
        assert answer.status_code == 404


# --- what a machine left unsettled ----------------------------------------------------


def test_lines_set_aside_are_listed_with_their_reason(person: Employee, keeper: Client) -> None:
    machine = factories.machine(person.unit, SERIAL)
    factories.machine_number(person, "982")
    call("982\t2026-11-16 07:24:10\t255\t1\n982\t2000-01-01 00:01:00\t0\t1\nbukan baris\n")
    assert "3 baris" in page(keeper, LIST)
    shown = page(keeper, f"{LIST}{machine.pk}/")
    assert "Bukan masuk atau pulang: 1 baris" in shown
    assert "Jam mesin tidak wajar: 1 baris" in shown
    assert "<code>bukan baris</code>" in shown
    assert person.name in shown


def test_turning_the_direction_makes_events_of_kept_lines(person: Employee, keeper: Client) -> None:
    machine = factories.machine(person.unit, SERIAL)
    factories.machine_number(person, "982")
    call("982\t2026-11-13 07:24:10\t255\t1\n982\t2026-11-13 16:02:00\t255\t1\n")
    assert events(person) == []
    answer = keeper.post(f"{LIST}{machine.pk}/ubah/", typed(person, direction="order"), follow=True)
    assert "2 presensi dibuat dari baris yang tersimpan" in answer.content.decode()
    assert [kind for kind, _ in events(person)] == ["in", "out"]
    keeper.post(f"{LIST}{machine.pk}/ubah/", typed(person, direction="status"))
    with tenant(person.agency_id):
        assert set(MachineLine.objects.values_list("aside", flat=True)) == {"status"}
    assert len(events(person)) == 2, "events stay"


# --- numbers -----------------------------------------------------------------------------


def test_a_number_assigned_later_gives_its_lines_at_their_time(
    person: Employee, keeper: Client, freeze: Freeze
) -> None:
    machine = factories.machine(person.unit, SERIAL)
    call("982\t2026-11-16 07:24:10\t0\t1\n982\t2026-11-13 07:20:00\t0\t1\n")
    friday = MONDAY - timedelta(days=3)
    close_day(agency=machine.agency, day=friday, now=wib("01:00", friday + timedelta(days=1)))
    shown = page(keeper, NUMBERS)
    assert "Belum dikenal" in shown
    assert "<strong>982</strong>" in shown
    found = page(keeper, f"{NUMBERS}?nomor=982&pegawai={person.nip}")
    assert person.name in found
    choice = {"number": "982", "employee": person.pk}
    answer = keeper.post(f"{NUMBERS}pasang/", choice, follow=True)
    assert "2 baris yang menunggu menjadi 2 presensi" in answer.content.decode()
    assert [at for _, at in events(person)] == [wib("07:20", friday), wib("07:24:10")]
    with tenant(person.agency_id):
        assert set(CheckIn.objects.values_list("evidence", "source")) == {("machine", "machine")}
        assert [row.date for row in Reopening.objects.all()] == [friday]
        assert not MachineLine.objects.filter(employee=None).exists()


def test_a_number_has_one_owner(person: Employee, keeper: Client) -> None:
    factories.machine_number(person, "982")
    colleague = factories.employee(person.unit)
    choice = {"number": "982", "employee": colleague.pk}
    answer = keeper.post(f"{NUMBERS}pasang/", choice, follow=True)
    assert words.number_taken("982") in answer.content.decode()
    with tenant(person.agency_id):
        row = MachineNumber.objects.get()
        assert row.employee_id == person.pk
    keeper.post(f"{NUMBERS}{row.pk}/lepas/")
    keeper.post(f"{NUMBERS}pasang/", choice)
    with tenant(person.agency_id):
        assert MachineNumber.objects.get().employee_id == colleague.pk


def test_a_released_number_keeps_its_events(person: Employee, keeper: Client) -> None:
    factories.machine(person.unit, SERIAL)
    row = factories.machine_number(person, "982")
    call("982\t2026-11-16 07:24:10\t0\t1\n")
    keeper.post(f"{NUMBERS}{row.pk}/lepas/")
    call("982\t2026-11-16 07:55:00\t1\t1\n")
    assert [kind for kind, _ in events(person)] == ["in"]
    with tenant(person.agency_id):
        assert list(MachineLine.objects.values_list("employee", flat=True)) == [person.pk, None]


@pytest.mark.parametrize(
    ("choice", "status"),
    [
        ({"number": "98 2", "employee": "1"}, 302),
        ({"number": "982", "employee": "satu"}, 404),
        ({"number": "982", "employee": "9" * 30}, 404),
    ],
)
def test_an_assignment_that_makes_no_sense_changes_nothing(
    person: Employee, keeper: Client, choice: dict[str, str], status: int
) -> None:
    assert keeper.post(f"{NUMBERS}pasang/", choice).status_code == status
    with tenant(person.agency_id):
        assert not MachineNumber.objects.exists()


def test_people_of_other_agencies_get_no_number(person: Employee, keeper: Client) -> None:
    stranger = worker()
    choice = {"number": "982", "employee": stranger.pk}
    assert keeper.post(f"{NUMBERS}pasang/", choice).status_code == 404
    assert words.nobody_found(stranger.nip) in page(
        keeper, f"{NUMBERS}?nomor=982&pegawai={stranger.nip}"
    )


def test_known_numbers_are_found_by_number_nip_and_name(person: Employee, keeper: Client) -> None:
    factories.machine_number(person, "982")
    for search in ("982", person.nip, person.name[2:]):
        assert person.name in page(keeper, f"{NUMBERS}?cari={search}")
    assert "Tidak ada nomor atau pegawai" in page(keeper, f"{NUMBERS}?cari=983")


def numbers_file(client: Client, text: str) -> Any:
    file = io.BytesIO(text.encode())
    file.name = "nomor.csv"
    return client.post(f"{NUMBERS}impor/", {"file": file}, follow=True)


def test_a_list_of_numbers_is_imported_whole(person: Employee, keeper: Client) -> None:
    factories.machine(person.unit, SERIAL)
    colleague = factories.employee(person.unit)
    call("7\t2026-11-16 07:24:10\t0\t1\n")
    text = f"nip,nomor\n{person.nip},982\n{person.nip},7\n{colleague.nip},983\n"
    said = numbers_file(keeper, text).content.decode()
    assert "3 nomor dibaca, 3 baru. 1 presensi dibuat" in said
    assert (
        "3 nomor dibaca, 0 baru. 0 presensi dibuat" in numbers_file(keeper, text).content.decode()
    )
    with tenant(person.agency_id):
        assert MachineNumber.objects.count() == 3


def test_a_list_with_a_fault_changes_nothing(person: Employee, keeper: Client) -> None:
    factories.machine_number(person, "982")
    colleague = factories.employee(person.unit)
    text = (
        f"nip,nomor\n{colleague.nip},982\n{colleague.nip},5\n{person.nip},5\n123,6\n"
        f"199001012015051001,7\n{person.nip},no 8\n{person.nip}\n"
    )
    answer = numbers_file(keeper, text)
    assert answer.status_code == 422
    shown = answer.content.decode()
    for line, sentence in (
        (2, "Nomor 982 sudah milik pegawai lain"),
        (4, "Nomor 5 sudah dipakai di baris 3"),
        (5, "NIP harus 18 angka"),
        (6, "NIP 199001012015051001 bukan pegawai instansi ini"),
        (7, "Nomor mesin “no 8” tidak dapat dipakai"),
        (8, "Jumlah kolomnya 1"),
    ):
        assert f"<strong>Baris {line}:</strong> {sentence}" in shown
    with tenant(person.agency_id):
        assert MachineNumber.objects.count() == 1


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (0, "baru saja"),
        (3, "3 menit lalu"),
        (59, "59 menit lalu"),
        (60, "1 jam lalu"),
        (47 * 60 + 59, "47 jam lalu"),
        (48 * 60, "2 hari lalu"),
    ],
)
def test_how_long_ago(ago: int, text: str) -> None:
    assert words.ago_words(wib("08:00") - timedelta(minutes=ago), wib("08:00")) == text


@pytest.mark.parametrize(
    ("serial", "shown"), [(SERIAL, "CK••••0123"), ("ABCDEF", "A••••EF"), ("ABCD", "••••D")]
)
def test_a_masked_serial_number(serial: str, shown: str) -> None:
    assert words.masked_serial(serial) == shown

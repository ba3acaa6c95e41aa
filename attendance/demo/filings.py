"""The monthly form of two agencies for the month before: one signed and filed, one half filled.

By the same actions as everybody's, after the month's reports: what the portal computes is computed,
the rest is entered as an operator would.
"""

from datetime import date

from accounts.models import Agency, Employee, Role
from accounts.standing import standing_of
from accounts.tenancy import tenant
from attendance.actions.filings import FilingRefused, file_form, save_answers
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.queries.filings import sheet_of
from attendance.rules.filing_answers import Answer

BEGUN = {
    "2a": "Sudah", "2b": "Sudah", "2d": "Sudah", "2e": "Sudah", "5a": "Ya", "5b": "Maksimal",
    "6jumlah": "24", "8a": "Ya", "8b": "Ya", "10a": "18500000", "10b": "9750000",
}  # fmt: skip
ENTERED = BEGUN | {
    "2f": "Memadai", "3b": "Ada", "4a": "Ya", "4b": "Ya", "4c": "Tercapai", "4d": "Tetap",
    "6b": "100", "6c": "Ya", "6d": "Ya", "7a": "45", "7b": "Tidak", "7c": "Ya", "7d": "Ya",
    "10c": "2100000", "10d": "1250000", "10e": "6400000",
    "11a": "Perbaikan jalan lingkungan dan sanitasi permukiman.",
    "11b": "Perpanjangan jam layanan di Mal Pelayanan Publik setiap Kamis.",
    "11c": "Pelatihan petugas loket.",
    "12a": "Ya", "12b": "Jalan R.E. Martadinata", "12c": "1", "12d": "06.00–09.00 WIB",
    "12e": "Tidak",
    "13": "Sebagian pegawai di kecamatan belum mempunyai jaringan internet rumah yang stabil.",
    "14": "Peminjaman laptop kantor bagi pegawai yang belum bersarana dilanjutkan.",
}  # fmt: skip
"""What officers enter, whole rupiah and percent; of it only what the portal did not compute."""


def make_filings(demo: Demo) -> int:
    """Fill the form of the first agency half, and file that of the second; how many are filed."""
    worlds = [world for world in demo.worlds.values() if not world.is_partner]
    if len(worlds) < 2:
        return 0
    month = (worlds[0].today.replace(day=1) - DAY).replace(day=1)
    _fill(demo, worlds[0], month, BEGUN)
    _fill(demo, worlds[1], month, ENTERED)
    agency = worlds[1].agency
    with tenant(agency.pk):
        try:
            file_form(agency=agency, month=month, by=_official(worlds[1], Role.PYB), at=demo.now)
        except FilingRefused:
            # Too few days are shown for a whole month.
            return 0
    return 1


def _fill(demo: Demo, world: AgencyWorld, month: date, entered: dict[str, str]) -> None:
    with tenant(world.agency.pk):
        by = _official(world, Role.PERSONNEL)
        while lacking := _lacking(world.agency, month, demo, entered):
            # A row that is computed from others may be lacking only until they are in.
            save_answers(agency=world.agency, month=month, answers=lacking, by=by, at=demo.now)


def _lacking(agency: Agency, month: date, demo: Demo, entered: dict[str, str]) -> dict[str, Answer]:
    sheet = sheet_of(agency, month, demo.now)
    return {
        line.item.code: Answer(entered[line.item.code])
        for line in (sheet.lines if sheet else [])
        if line.gap and not line.value and line.item.code in entered
    }


def _official(world: AgencyWorld, role: Role) -> Employee:
    person = Employee.objects.select_related("agency").get(pk=world.officials[role].pk)
    person.on_day = world.today
    person.__dict__["standing"] = standing_of(person, world.today)
    return person

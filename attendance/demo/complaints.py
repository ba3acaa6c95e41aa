"""What citizens reported: one wrong status to verify, one complaint under way, one settled."""

from datetime import timedelta

from accounts.models import Employee
from accounts.tenancy import tenant
from attendance.actions.complaint_watch import watch_complaints
from attendance.actions.complaints import put_in_class, verify, work_on
from attendance.demo.frame import DAY, Demo
from attendance.demo.requests import reader
from services.actions.complaints import Report, file_report
from services.models import Complaint, ComplaintClass, ComplaintKind, Desk, Finding, Seen
from services.tracking import code_of

HOUR = timedelta(hours=1)
SLOW = "Nomor antrean saya dilewati dua kali tanpa dipanggil. Saya menunggu dari pukul sembilan."
CLOSED = "Tertulis ada petugas, tetapi kursinya kosong sampai saya pulang."


def make_complaints(demo: Demo) -> str:
    """Three reports in the first agency with desks; the tracking code of the one under way.

    They are filed and handled by the same actions as everybody's.
    """
    for world in demo.worlds.values():
        manager = world.accounts.get("service_manager")
        ids = [desk.pk for of_unit in world.desks.values() for desk in of_unit]
        if manager is None or world.is_partner or not ids:
            continue
        with tenant(world.agency.pk):
            by = reader(manager.pk, world.today)
            # As the application reads them: the demo's own came in as the owner.
            desks = list(Desk.objects.select_related("office").filter(pk__in=ids).order_by("pk"))
            first, last = desks[0], desks[-1]
            _verified(demo, last, by)
            code = _under_way(demo, first, by)
            _new(demo, first)
            watch_complaints(agency=world.agency, now=demo.now)
        return code
    return ""


def _new(demo: Demo, desk: Desk) -> None:
    """Half an hour ago somebody found nobody at a desk."""
    _file(demo, "baru", desk, Report(ComplaintKind.WRONG_STATUS, desk.office), HOUR / 2)


def _under_way(demo: Demo, desk: Desk, by: Employee) -> str:
    """A complaint of last week, classed and begun; its tracking code."""
    report = Report(ComplaintKind.COMPLAINT, desk.office, text=SLOW)
    complaint, code = _file(demo, "ditangani", desk, report, 6 * DAY)
    at = demo.now - 5 * DAY
    put_in_class(complaint=complaint, complaint_class=ComplaintClass.NORMATIVE, by=by, at=at)
    said = "Kami sedang memeriksa rekaman antrean hari itu."
    work_on(
        complaint=complaint, message=said, note="Minta data mesin antrean.", by=by, at=at + HOUR
    )
    return code


def _verified(demo: Demo, desk: Desk, by: Employee) -> None:
    """A wrong status of the week before, which was confirmed the same morning."""
    report = Report(ComplaintKind.WRONG_STATUS, desk.office, text=CLOSED)
    complaint, _ = _file(demo, "terbukti", desk, report, 7 * DAY)
    verify(
        complaint=complaint,
        finding=Finding.WRONG,
        message="Benar, petugas dipanggil ke ruang arsip tanpa menyatakan istirahat. Maaf.",
        note="Dikonfirmasi kepala unit; diingatkan untuk menekan istirahat.",
        by=by,
        at=demo.now - 7 * DAY + HOUR,
    )


def _file(
    demo: Demo, name: str, desk: Desk, about: Report, ago: timedelta
) -> tuple[Complaint, str]:
    at = demo.now - ago
    code = code_of(f"demo:{demo.seed}:{name}")
    status = about.kind == ComplaintKind.WRONG_STATUS
    report = Report(
        kind=about.kind,
        office=desk.office,
        desk=desk,
        text=about.text,
        seen=Seen.NOBODY if status else "",
        shown_code="staffed" if status else "",
        happened_at=at - HOUR / 6,
    )
    return file_report(report=report, code=code, at=at), code

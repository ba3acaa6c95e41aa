"""What the portal itself makes of the demo: judged days, and what citizens see of the desks.

These are the same actions that run every night and minute, as the application role inside each
agency; they are safe to repeat, so a run that was cut short is completed by the ordinary tasks.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator

from accounts.models import Agency
from accounts.tenancy import tenant
from attendance.actions.compliance import ReportRefused, compute_report
from attendance.actions.compliance_jobs import open_job
from attendance.actions.days import close_days
from attendance.actions.desks import (
    beat_pipeline,
    count_presence,
    hold_desks,
    publish_plans_ahead,
)
from attendance.demo.cases import make_cases
from attendance.demo.complaints import make_complaints
from attendance.demo.desk_tablets import make_desk_tablet
from attendance.demo.filings import make_filings
from attendance.demo.frame import DAY, AgencyWorld, Demo
from attendance.demo.letters import sign_one_letter
from attendance.demo.machines import make_machine
from attendance.demo.messages import make_messages
from attendance.demo.requests import make_requests
from attendance.demo.signed import sign_last_month
from attendance.demo.watched import watch
from attendance.demo.wishes import make_wishes


def finish(demo: Demo, say: Callable[[str], None]) -> None:
    """Close every past day, publish the desks as of now, and report on the months shown."""
    judged = reports = cases = 0
    with _quiet():
        tablet = make_desk_tablet(demo)
        for world in demo.worlds.values():
            closed = _close(demo, world)
            if not world.is_partner:
                say(f"{world.agency.name}: {closed} hari kerja pegawai dinilai.")
            judged += closed
            cases += make_cases(demo, world)
            _publish(demo, world)
        asked = make_requests(demo)
        wished = make_wishes(demo)
        _publish_others(demo)
        proposed, patterns = watch(demo)
        make_machine(demo)
        told = make_messages(demo)
        tracked = make_complaints(demo)
        for world in demo.worlds.values():
            reports += 0 if world.is_partner else _report(demo, world)
        sign_last_month(demo)
        make_filings(demo)
        code = sign_one_letter(demo)
    say(f"{asked} permohonan koreksi dan izin, {told} pesan, {wished} catatan jadwal.")
    if code:
        say(f"Satu surat tugas ditandatangani: /verifikasi/{code}/.")
    if tablet:
        say(f"Satu loket punya tablet: /tablet/{tablet}/.")
    if tracked:
        say(f"Tiga laporan warga; satu dapat dilacak di /lapor/{tracked}/.")
    say(f"{proposed} gangguan diusulkan pemantau, {patterns} pola ditemukan.")
    say(
        f"Seluruhnya {judged} hari kerja dinilai, {reports} laporan kepatuhan dihitung, {cases} "
        "indikasi disiplin terbuka."
    )


def _close(demo: Demo, world: AgencyWorld) -> int:
    closed = close_days(
        agency=world.agency,
        first_day=demo.first_monday(world.today),
        last_day=world.today - DAY,
        now=demo.now,
    )
    return sum(one.judged for _, one in closed)


def _publish(demo: Demo, world: AgencyWorld) -> None:
    agency_id = world.agency.pk
    desk_days = [(desk.pk, world.today) for desks in world.desks.values() for desk in desks]
    with tenant(agency_id):
        hold_desks(agency_id)
        publish_plans_ahead(agency_id=agency_id, today=world.today, at=demo.now)
        if desk_days:
            count_presence(agency_id=agency_id, desk_days=desk_days, at=demo.now)
        beat_pipeline(agency_id=agency_id, at=demo.now)


def _report(demo: Demo, world: AgencyWorld) -> int:
    """Compute the compliance report of each month that has days over; how many."""
    computed = 0
    month = demo.first_monday(world.today).replace(day=1)
    while month <= world.today:
        with contextlib.suppress(ReportRefused):
            with tenant(world.agency.pk):
                job, _ = open_job(agency=world.agency, month=month, by=None, at=demo.now)
            compute_report(agency=world.agency, month=month, job=job, now=demo.now)
            computed += 1
        month = (month + 31 * DAY).replace(day=1)
    return computed


def _publish_others(demo: Demo) -> None:
    """Desks of owners who employ no ASN: their state is that nothing is known of them."""
    known = {world.agency.pk for world in demo.worlds.values()}
    owners = Agency.objects.filter(owned_desks__isnull=False).exclude(pk__in=known).distinct()
    for agency in owners:
        with tenant(agency.pk):
            hold_desks(agency.pk)
            beat_pipeline(agency_id=agency.pk, at=demo.now)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without the line that each closed day writes to the log: here there are hundreds."""
    logs = [logging.getLogger(room) for room in ("attendance", "services")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)

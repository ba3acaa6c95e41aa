"""What `manage.py simulate` tells: what stopped it, how far it is, what it wrote."""

from pathlib import Path

from accounts.rules import NipFault
from accounts.wording import nip_fault_sentence
from attendance.rules.schedule import ScheduleFault
from attendance.simulation.files import OUTPUTS
from attendance.simulation.refusals import BadInput
from attendance.simulation.run import Outcome, Progress
from attendance.wording.schedules import schedule_fault_sentence


def bad_input_sentence(bad: BadInput) -> str:
    """File, line and reason, and what to do."""
    line = "" if bad.line is None else f" baris {bad.line}"
    return (
        f"{bad.file}{line}: {_reason(bad.reason)} Tidak ada hasil yang ditulis; betulkan, lalu "
        "jalankan lagi."
    )


def progress_words(progress: Progress) -> str:
    """`12.000 dari 33.334 pegawai dinilai (36 %)`."""
    share = 100 * progress.done // max(1, progress.total)
    return f"{_count(progress.done)} dari {_count(progress.total)} pegawai dinilai ({share} %)"


def done_sentence(outcome: Outcome, out: Path, seconds: float) -> str:
    """What was judged, how fast, and where the result stands."""
    names = ", ".join(shape.name for shape in OUTPUTS)
    span = (
        "roster.csv kosong, jadi tidak ada tanggal yang dinilai"
        if outcome.first_day is None
        else f"{outcome.first_day} sampai {outcome.last_day}"
    )
    rate = outcome.days / max(seconds, 0.001)
    return (
        f"{_count(outcome.days)} hari pegawai dari {_count(outcome.employees)} pegawai ({span}) "
        f"dinilai dalam {seconds:.1f} detik, {_count(round(rate))} per detik dengan "
        f"{outcome.processes} proses. Hasil: {out}/ ({names})."
    ).replace(f"{seconds:.1f}", f"{seconds:.1f}".replace(".", ","), 1)


def _reason(reason: object) -> str:
    match reason:
        case NipFault():
            return nip_fault_sentence(reason)
        case ScheduleFault():
            return schedule_fault_sentence(reason)
    return str(reason)


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")

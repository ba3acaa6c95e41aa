"""Sentences about days without work and about impossible hours."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from attendance.rules.calendar import DayOff, OffKind
from attendance.rules.schedule import ScheduleFault, ScheduleFaultCode
from attendance.wording.moments import day_words


def off_sentence(off: DayOff) -> str:
    """Why a date is no working day."""
    day = day_words(off.date)
    match off.kind:
        case OffKind.WEEKEND:
            return _("%(day)s bukan hari kerja.") % {"day": day}
        case OffKind.HOLIDAY:
            return _("%(day)s hari libur: %(name)s.") % {"day": day, "name": off.name}
        case OffKind.COLLECTIVE_LEAVE:
            return _("%(day)s cuti bersama: %(name)s.") % {"day": day, "name": off.name}


def schedule_fault_sentence(fault: ScheduleFault) -> str:
    """What is wrong with a row of hours and how to mend it."""
    day = str(WEEKDAYS[fault.weekday - 1]) if 1 <= fault.weekday <= 7 else ""
    match fault.code:
        case ScheduleFaultCode.END_NOT_AFTER_START:
            return _(
                "Jam pulang %(day)s tidak sesudah jam masuk. Hanya jam kerja giliran yang boleh "
                "melewati tengah malam. Ubah jam pulangnya, atau pilih jenis giliran."
            ) % {"day": day}
        case ScheduleFaultCode.REST_TOO_LONG:
            return _(
                "Istirahat %(day)s menghabiskan seluruh jam kerja. Kurangi menit istirahatnya."
            ) % {"day": day}
        case ScheduleFaultCode.NEGATIVE_MINUTES:
            return _("Ada menit yang kurang dari nol. Isi dengan 0 atau lebih.")
        case ScheduleFaultCode.NO_WORKDAYS:
            return _("Belum ada hari kerja yang dipilih. Pilih paling sedikit satu hari.")
        case ScheduleFaultCode.BAD_WEEKDAY:
            return _(
                "Hari kerja ditulis dengan angka 1 (Senin) sampai 7 (Minggu); "
                "%(number)d tidak dikenal. Tulis misalnya 12345."
            ) % {"number": fault.weekday}
        case ScheduleFaultCode.PERIOD_REVERSED:
            return _("Tanggal akhir mendahului tanggal mulai. Betulkan salah satunya.")

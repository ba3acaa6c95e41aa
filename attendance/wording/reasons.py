"""The "why" of a judged day, fact by fact, so that a citizen could follow it."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from attendance.rules.events import Basis, Counted
from attendance.rules.explain import (
    AsideCode,
    EndMoved,
    EventSetAside,
    EventUsed,
    Excused,
    HoursUsed,
    Late,
    LeftEarly,
    LeftOnTime,
    NoCheckOut,
    NothingRecorded,
    NoWorkDue,
    OnlyCheckOut,
    OnTime,
    PlaceDiffers,
    PlaceReleased,
    Reason,
)
from attendance.rules.modes import EventKind
from attendance.wording.check_ins import absence_label
from attendance.wording.days import mode_label
from attendance.wording.moments import basis_words, clock_words, moment_words, second_words
from attendance.wording.schedules import off_sentence


def reason_sentence(reason: Reason, zone: ZoneInfo) -> str:
    """One fact of a verdict; times on the posting's clock."""
    match reason:
        case NoWorkDue():
            return off_sentence(reason.off)
        case HoursUsed():
            return _(
                "Jam kerja pukul %(start)s sampai %(end)s, istirahat %(rest)d menit, bersih "
                "%(net)d menit%(basis)s."
            ) % {
                "start": clock_words(reason.start_at, zone),
                "end": clock_words(reason.end_at, zone),
                "rest": reason.rest_minutes,
                "net": reason.net_minutes,
                "basis": basis_words(reason.legal_basis),
            }
        case Excused():
            return _("Berhalangan sah: %(kind)s.") % {"kind": absence_label(reason.kind)}
        case EventUsed():
            return _used_sentence(reason.counted, zone)
        case EventSetAside():
            return _aside_sentence(reason, zone)
        case PlaceDiffers() | PlaceReleased():
            return _place_sentence(reason, zone)
        case NothingRecorded(closed=True):
            return _(
                "Tidak ada presensi dan tidak ada izin pada hari kerja ini: tanpa keterangan. Bila "
                "keliru, ajukan koreksi atau izin di menu Izin & koreksi; atasan langsung yang "
                "memutus."
            )
        case NothingRecorded():
            return _("Belum ada presensi hari ini.")
        case _:
            return _arithmetic_sentence(reason, zone)


def _place_sentence(reason: PlaceDiffers | PlaceReleased, zone: ZoneInfo) -> str:
    match reason:
        case PlaceDiffers(settled=True):
            return _("Jadwal: %(plan)s; presensi: %(place)s. Atasan menerima perbedaan ini.") % {
                "plan": mode_label(reason.plan),
                "place": mode_label(reason.place),
            }
        case PlaceDiffers():
            return _(
                "Jadwal: %(plan)s; presensi: %(place)s. Tidak sesuai jadwal, atasan memeriksanya."
            ) % {"plan": mode_label(reason.plan), "place": mode_label(reason.place)}
        case PlaceReleased():
            return _(
                "Jadwal di kantor; presensi: %(place)s. Sesuai: keadaan darurat dinyatakan sejak "
                "%(since)s (%(why)s), jadi boleh bekerja dari rumah%(basis)s."
            ) % {
                "place": mode_label(reason.place),
                "since": moment_words(reason.release.starts_at, zone),
                "why": reason.release.reason.rstrip("."),
                "basis": basis_words(reason.release.legal_basis),
            }


def _arithmetic_sentence(
    reason: OnTime | Late | EndMoved | LeftEarly | LeftOnTime | NoCheckOut | OnlyCheckOut,
    zone: ZoneInfo,
) -> str:
    match reason:
        case OnTime(arrival_minutes=0):
            return _("Tidak terlambat.")
        case OnTime():
            return _(
                "Masuk %(arrival)d menit sesudah jam mulai, masih dalam waktu fleksibel dan "
                "toleransi: tidak terlambat."
            ) % {"arrival": reason.arrival_minutes}
        case Late():
            return _late_sentence(reason)
        case EndMoved():
            return _(
                "Waktu fleksibel terpakai %(minutes)d menit, jadi jam pulang menjadi %(end)s."
            ) % {"minutes": reason.minutes, "end": clock_words(reason.required_end, zone)}
        case LeftEarly():
            return _(
                "Jam pulang %(end)s; kurang %(minutes)d menit (dibulatkan ke atas): pulang lebih "
                "awal."
            ) % {"minutes": reason.minutes, "end": clock_words(reason.required_end, zone)}
        case LeftOnTime():
            return _("Pulang tidak sebelum jam pulang %(end)s.") % {
                "end": clock_words(reason.required_end, zone)
            }
        case NoCheckOut(minutes=0):
            return _("Tidak ada presensi pulang. Hari ini ditandai, tanpa pengurangan menit.")
        case NoCheckOut():
            return _("Tidak ada presensi pulang: dihitung kurang %(minutes)d menit.") % {
                "minutes": reason.minutes
            }
        case OnlyCheckOut():
            return _(
                "Hanya ada presensi pulang, jadi jam masuk tidak diketahui. Menunggu verifikasi "
                "atasan."
            )


def _late_sentence(reason: Late) -> str:
    if not reason.flex_minutes and not reason.grace_minutes:
        return _("Masuk %(late)d menit sesudah jam mulai: terlambat %(late)d menit.") % {
            "late": reason.late_minutes
        }
    return _(
        "Masuk %(arrival)d menit sesudah jam mulai, dikurangi fleksibel %(flex)d dan "
        "toleransi %(grace)d menit: terlambat %(late)d menit."
    ) % {
        "arrival": reason.arrival_minutes,
        "flex": reason.flex_minutes,
        "grace": reason.grace_minutes,
        "late": reason.late_minutes,
    }


def _used_sentence(counted: Counted, zone: ZoneInfo) -> str:
    values = {
        "at": second_words(counted.at, zone),
        "mode": mode_label(counted.event.mode),
        "tapped": second_words(counted.event.tapped_at, zone),
        "received": second_words(counted.event.received_at, zone),
        "kind": (
            _("Presensi masuk") if counted.event.kind is EventKind.IN else _("Presensi pulang")
        ),
    }
    match counted.basis:
        case Basis.RECEIPT:
            return _("%(kind)s pukul %(at)s dari %(mode)s.") % values
        case Basis.ACCEPTED_TAP:
            return (
                _(
                    "%(kind)s pukul %(at)s dari %(mode)s: ditekan saat itu, diterima %(received)s, "
                    "waktu tekan diterima atasan."
                )
                % values
            )
        case Basis.OUTAGE:
            return (
                _(
                    "%(kind)s pukul %(at)s dari %(mode)s: ditekan saat sistem terganggu, diterima "
                    "%(received)s, dihitung pada waktu tekan."
                )
                % values
            )
        case Basis.PENDING:
            return (
                _(
                    "%(kind)s pukul %(at)s dari %(mode)s: ditekan %(tapped)s, diterima kemudian, "
                    "dihitung saat diterima. Menunggu verifikasi atasan."
                )
                % values
            )


def _aside_sentence(reason: EventSetAside, zone: ZoneInfo) -> str:
    values = {"at": second_words(reason.counted.at, zone)}
    match reason.code:
        case AsideCode.LATER_IN:
            return _("Presensi masuk pukul %(at)s tidak dipakai: ada yang lebih dulu.") % values
        case AsideCode.EARLIER_OUT:
            return _("Presensi pulang pukul %(at)s tidak dipakai: ada yang lebih akhir.") % values
        case AsideCode.OUT_BEFORE_IN:
            return _("Presensi pulang pukul %(at)s tidak dipakai: mendahului masuk.") % values
        case AsideCode.SETTLED:
            return (
                _(
                    "Presensi pukul %(at)s tidak dipakai: untuk ketukan ini sudah ada waktu dan "
                    "tempat yang ditetapkan."
                )
                % values
            )

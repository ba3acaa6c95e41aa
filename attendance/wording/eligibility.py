"""Why an employee may not work away from the office on a date, and what remains possible."""

from django.utils.translation import gettext as _

from attendance.rules.eligibility import (
    BelowTopPerformers,
    DirectService,
    EligibilityRefusal,
    FirstContractYear,
    ModeNotAllowed,
    NoPolicy,
    NoRecordedHome,
    NoScore,
    NotReady,
    NotWorkingDay,
    OfficeDay,
    PolicyEnded,
    PostExcluded,
    ServingSanction,
    StillCpns,
    UnitExcluded,
    WeekdayNotAllowed,
    WeeklyLimitReached,
)
from attendance.wording.days import mode_label
from attendance.wording.moments import basis_words, day_words, percent_words, weekday_words
from attendance.wording.schedules import off_sentence


def eligibility_sentence(refusal: EligibilityRefusal) -> str:
    """One refusal of a flexible day: what, why (with its basis), what next."""
    match refusal:
        case NotWorkingDay():
            return _("%(why)s Tidak ada jadwal pada hari itu; kosongkan barisnya.") % {
                "why": off_sentence(refusal.off)
            }
        case NoPolicy() | PolicyEnded() | WeekdayNotAllowed() | OfficeDay() | ModeNotAllowed():
            return _policy_sentence(refusal)
        case BelowTopPerformers() | NoScore() | NotReady():
            return _condition_sentence(refusal)
        case WeeklyLimitReached():
            return _(
                "%(day)s menjadi hari fleksibel ke-%(number)d pada minggu yang mulai %(week)s "
                "(sudah ada: %(taken)s). Paling banyak %(limit)d hari seminggu menurut kebijakan. "
                "Pindahkan salah satunya atau pilih WFO."
            ) % {
                "day": day_words(refusal.day),
                "number": len(refusal.taken) + 1,
                "week": day_words(refusal.week_of),
                "taken": "; ".join(day_words(day) for day in refusal.taken),
                "limit": refusal.limit,
            }
        case _:
            return _person_sentence(refusal)


def _policy_sentence(
    refusal: NoPolicy | PolicyEnded | WeekdayNotAllowed | OfficeDay | ModeNotAllowed,
) -> str:
    day = day_words(refusal.day)
    match refusal:
        case NoPolicy():
            return _(
                "Belum ada kebijakan kerja fleksibel yang berlaku pada %(day)s. Hari itu WFO; "
                "kebijakan ditetapkan PPK."
            ) % {"day": day}
        case PolicyEnded():
            return _(
                "Kebijakan kerja fleksibel%(basis)s berakhir %(ended)s, jadi %(day)s kembali WFO. "
                "Pilih WFO, atau tunggu kebijakan baru dari PPK."
            ) % {
                "basis": basis_words(refusal.legal_basis),
                "ended": day_words(refusal.ended_on),
                "day": day,
            }
        case WeekdayNotAllowed():
            return _(
                "%(day)s bukan hari fleksibel untuk bekerja dari %(mode)s. Kebijakan%(basis)s "
                "hanya membolehkan: %(allowed)s. Pilih hari itu atau WFO."
            ) % {
                "day": day,
                "mode": mode_label(refusal.mode),
                "basis": basis_words(refusal.legal_basis),
                "allowed": weekday_words(refusal.allowed),
            }
        case OfficeDay():
            return _(
                "%(day)s adalah hari wajib di kantor. Kebijakan%(basis)s meminta semua pegawai "
                "datang setiap %(weekdays)s. Pilih WFO, atau hari lain."
            ) % {
                "day": day,
                "basis": basis_words(refusal.legal_basis),
                "weekdays": weekday_words(refusal.weekdays),
            }
        case ModeNotAllowed():
            return _(
                "Kebijakan%(basis)s tidak membolehkan bekerja dari %(mode)s pada %(day)s. "
                "Pilih tempat kerja lain."
            ) % {
                "day": day,
                "basis": basis_words(refusal.legal_basis),
                "mode": mode_label(refusal.mode),
            }


def _person_sentence(
    refusal: ServingSanction
    | StillCpns
    | FirstContractYear
    | PostExcluded
    | UnitExcluded
    | DirectService
    | NoRecordedHome,
) -> str:
    day = day_words(refusal.day)
    match refusal:
        case ServingSanction(until=None):
            return _(
                "Pegawai sedang menjalani hukuman disiplin, jadi %(day)s harus WFO "
                "(Permen PANRB 4/2025). Pilih WFO."
            ) % {"day": day}
        case ServingSanction():
            return _(
                "Pegawai menjalani hukuman disiplin sampai %(until)s, jadi %(day)s harus WFO "
                "(Permen PANRB 4/2025). Pilih WFO, atau tanggal sesudahnya."
            ) % {"day": day, "until": day_words(refusal.until or refusal.day)}
        case StillCpns():
            return _(
                "Pegawai masih CPNS, jadi %(day)s harus WFO (Permen PANRB 4/2025). Pilih WFO."
            ) % {"day": day}
        case FirstContractYear():
            return _(
                "Pegawai PPPK pada tahun pertama kontraknya: %(day)s harus WFO. Kerja fleksibel "
                "boleh mulai %(until)s."
            ) % {"day": day, "until": day_words(refusal.until)}
        case PostExcluded():
            return _(
                "Jabatan ini dikecualikan dari kerja fleksibel%(basis)s, jadi %(day)s harus WFO. "
                "Pilih WFO."
            ) % {"day": day, "basis": basis_words(refusal.legal_basis)}
        case UnitExcluded():
            return _(
                "Unit ini dikecualikan dari kerja fleksibel%(basis)s, jadi %(day)s harus WFO. "
                "Pilih WFO."
            ) % {"day": day, "basis": basis_words(refusal.legal_basis)}
        case DirectService():
            return _(
                "Unit ini melayani masyarakat langsung%(basis)s, jadi %(day)s harus WFO. Hanya "
                "pegawai yang tercatat tidak melayani langsung yang boleh fleksibel."
            ) % {"day": day, "basis": basis_words(refusal.legal_basis)}
        case NoRecordedHome():
            return _(
                "Alamat rumah belum ada di data kepegawaian, padahal WFH dilakukan dari alamat "
                "itu. Untuk %(day)s pilih WFO, dan lengkapi alamat lewat operator kepegawaian."
            ) % {"day": day}


def _condition_sentence(refusal: BelowTopPerformers | NoScore | NotReady) -> str:
    day, basis = day_words(refusal.day), basis_words(refusal.legal_basis)
    match refusal:
        case BelowTopPerformers():
            return _(
                "Kebijakan%(basis)s menyediakan kerja fleksibel untuk %(percent)s%% pegawai dengan "
                "kinerja terbaik, yaitu peringkat 1 sampai %(places)d dari %(ranked)d. Peringkat "
                "pegawai ini %(rank)d, jadi %(day)s harus WFO. Pilih WFO."
            ) % {
                "basis": basis,
                "percent": percent_words(refusal.percent),
                "places": refusal.places,
                "ranked": refusal.ranked,
                "rank": refusal.rank,
                "day": day,
            }
        case NoScore():
            return _(
                "Kebijakan%(basis)s menyediakan kerja fleksibel untuk %(percent)s%% pegawai dengan "
                "kinerja terbaik, dan nilai kinerja pegawai ini belum tercatat. Untuk %(day)s "
                "pilih WFO, dan minta operator kepegawaian memasukkan nilainya."
            ) % {"basis": basis, "percent": percent_words(refusal.percent), "day": day}
        case NotReady():
            return _(
                "Kebijakan%(basis)s meminta pernyataan kesiapan bekerja dari rumah, dan pegawai "
                "ini belum punya yang berlaku. Untuk %(day)s pilih WFO; pernyataan diisi pegawai "
                "sendiri di halaman Kesiapan WFH."
            ) % {"basis": basis, "day": day}

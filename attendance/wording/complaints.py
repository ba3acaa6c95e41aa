"""Words of citizens' reports for those who answer them, and for the mail that goes out."""

from datetime import date

from django.utils.translation import gettext as _

from attendance.wording.moments import day_words
from services import wording_complaints as public
from services.models import Complaint, ComplaintClass, ComplaintKind, Finding


def may_not_read() -> str:
    """The refusal to people without a role that reads reports."""
    return _(
        "Laporan warga dibuka oleh pengelola layanan, PPK, PyB, dan Inspektorat untuk seluruh "
        "instansi. Bila Anda memerlukannya, hubungi pengelola layanan."
    )


def may_not_answer() -> str:
    """The refusal to readers who do not answer."""
    return _(
        "Laporan warga ditangani pengelola layanan instansi yang bertanggung jawab atas loketnya. "
        "Anda dapat membacanya; mintalah pengelola layanan menanganinya."
    )


def is_over() -> str:
    """The report was settled meanwhile."""
    return _(
        "Laporan ini sudah selesai, mungkin dicabut pelapor atau baru saja diselesaikan rekan "
        "Anda. Muat ulang halaman untuk melihat keadaannya."
    )


def verify_instead() -> str:
    """A wrong status is not answered without a verification."""
    return _(
        "Laporan status diselesaikan dengan hasil pemeriksaan. Bandingkan status dengan buktinya, "
        "lalu catat hasilnya."
    )


def nothing_to_verify() -> str:
    """A complaint has no status to verify."""
    return _("Keluhan tidak diperiksa sebagai status. Jawab, teruskan, atau tolak dengan alasan.")


def class_stands() -> str:
    """A wrong status is of its own class."""
    return _(
        "Golongan laporan status tetap: diperiksa pada hari layanan yang sama. Tidak ada yang "
        "berubah."
    )


def answer_missing() -> str:
    """An answer without words."""
    return _("Jawaban untuk pelapor masih kosong. Tulis jawabannya, lalu kirim lagi.")


def reason_missing() -> str:
    """A report ends here without a reason."""
    return _("Pelapor perlu tahu alasannya. Tulis satu kalimat, lalu kirim lagi.")


def note_missing() -> str:
    """A verification without what it rests on."""
    return _("Tulis apa yang Anda periksa dan dari mana Anda tahu, lalu simpan lagi.")


def unknown_choice() -> str:
    """A value that is not offered."""
    return _("Pilihan itu tidak ada. Pilih salah satu dari daftar, lalu simpan lagi.")


def too_long(most: int) -> str:
    """A text beyond what is kept."""
    return _("Terlalu panjang: paling banyak %(most)d huruf. Ringkas, lalu kirim lagi.") % {
        "most": most
    }


def class_label(complaint_class: str) -> str:
    """How a report is classed."""
    return {
        ComplaintClass.NORMATIVE.value: _("Permintaan informasi"),
        ComplaintClass.ORDINARY.value: _("Tidak berkadar pengawasan"),
        ComplaintClass.SUPERVISORY.value: _("Berkadar pengawasan"),
        ComplaintClass.STATUS.value: _("Pemeriksaan status"),
    }[complaint_class]


def finding_label(finding: str) -> str:
    """What a verification found; empty for none."""
    return {
        Finding.WRONG.value: _("Status memang keliru"),
        Finding.RIGHT.value: _("Status ternyata benar"),
        Finding.UNKNOWN.value: _("Tidak dapat dipastikan lagi"),
    }.get(finding, "")


def classified(complaint_class: str) -> str:
    """The note of a change of class."""
    return _("Digolongkan: %(label)s.") % {"label": class_label(complaint_class)}


def group_label(group: str) -> str:
    """A group of the list."""
    return {
        "terbuka": _("Terbuka"),
        "lewat": _("Lewat tenggat"),
        "selesai": _("Selesai"),
    }[group]


def done(verb: str, *, by_mail: bool) -> str:
    """What was done, and how the citizen hears of it."""
    said = {
        "kerjakan": _("Laporan ditandai sedang ditangani."),
        "jawab": _("Jawaban tersimpan dan laporan selesai."),
        "teruskan": _("Pelapor diarahkan ke SP4N-LAPOR! dan laporan selesai di sini."),
        "tolak": _("Laporan ditutup dengan alasan."),
        "periksa": _("Hasil pemeriksaan tersimpan. Status loket tetap menurut buktinya."),
        "golongkan": _("Golongan dan tenggat diperbarui."),
    }[verb]
    if by_mail:
        return said + " " + _("Pelapor juga menerima surel.")
    return said


def arrived_title(complaint: Complaint) -> str:
    """A report came in."""
    if complaint.kind == ComplaintKind.WRONG_STATUS:
        return _("Warga melaporkan status loket keliru")
    return _("Keluhan warga baru")


def arrived_body(complaint: Complaint) -> str:
    """Where, and by when; never what the citizen wrote."""
    values = {"place": place(complaint), "day": day_words(complaint.due_on)}
    if complaint.kind == ComplaintKind.WRONG_STATUS:
        return _("%(place)s. Periksa paling lambat %(day)s.") % values
    return _("%(place)s. Baca dan golongkan; jawab paling lambat %(day)s.") % values


def due_title() -> str:
    """A deadline is near."""
    return _("Laporan warga perlu dijawab paling lambat besok hari kerja")


def overdue_title() -> str:
    """A deadline is over."""
    return _("Laporan warga lewat tenggat")


def reminder_body(complaint: Complaint) -> str:
    """Where, and when the deadline is."""
    return _("%(place)s, tenggat %(day)s. Buka laporannya dan selesaikan.") % {
        "place": place(complaint),
        "day": day_words(complaint.due_on),
    }


def added_title() -> str:
    """The citizen wrote again."""
    return _("Pelapor menambahkan pesan")


def place(complaint: Complaint) -> str:
    """The desk and the office a report is about."""
    office = complaint.office.name
    return office if complaint.desk is None else f"{complaint.desk.name}, {office}"


def mail_subject(complaint: Complaint) -> str:
    """The subject of the mail to the citizen, in the language of the report."""
    return _("Kabar tentang laporan Anda: %(office)s") % {"office": complaint.office.name}


def mail_body(complaint: Complaint, state: str, message: str, page: str) -> str:
    """The mail to the citizen: the step, the agency's words, and where the whole is to be read."""
    lines = [
        _("Laporan Anda tentang %(place)s: %(state)s.")
        % {"place": place(complaint), "state": public.state_label(state)},
        public.finding_sentence(complaint.finding),
        message,
        _("Buka laporan dengan kode lacak Anda di %(page)s.") % {"page": page},
        _(
            "Surel ini dikirim karena alamat Anda tercatat di laporan itu, dan tidak dapat "
            "dibalas. Alamat Anda dihapus 90 hari sesudah laporan selesai."
        ),
    ]
    return "\n\n".join(line for line in lines if line) + "\n"


def late_words(due_on: date, today: date) -> str:
    """By how many days a report is late, or how many are left."""
    days = (due_on - today).days
    if days < 0:
        return _("lewat %(days)d hari") % {"days": -days}
    return _("hari ini") if days == 0 else _("%(days)d hari lagi") % {"days": days}


def evidence_words(clock: str, *, needed: int, planned: int | None, on_site: int) -> str:
    """The numbers that stood behind a status at a moment, `clock` as the office's wall shows it."""
    values = {"clock": clock, "here": on_site, "needed": needed, "planned": planned}
    if planned is None:
        text = _(
            "Pukul %(clock)s ada %(here)d petugas di tempat menurut presensi; belum ada rencana "
            "yang berlaku, %(needed)d diperlukan."
        )
        return text % values
    text = _(
        "Pukul %(clock)s ada %(here)d petugas di tempat menurut presensi; %(planned)d "
        "direncanakan, %(needed)d diperlukan."
    )
    return text % values


def where_label(where: str) -> str:
    """Where an officer was at the moment; never why."""
    return {
        "here": _("di loket"),
        "break": _("istirahat"),
        "awaited": _("belum presensi"),
        "gone": _("sudah pulang"),
        "elsewhere": _("di loket lain"),
        "away": _("berhalangan"),
    }[where]


def move_title(verb: str) -> str:
    """What a step is called on its button."""
    return {
        "periksa": _("Catat hasil pemeriksaan"),
        "golongkan": _("Golongkan"),
        "jawab": _("Jawab"),
        "kerjakan": _("Tandai sedang ditangani"),
        "teruskan": _("Arahkan ke SP4N-LAPOR!"),
        "tolak": _("Tutup dengan alasan"),
    }[verb]


def move_hint(verb: str) -> str:
    """What a step does."""
    return {
        "periksa": _(
            "Bandingkan laporan dengan buktinya di atas. Hasilnya dihitung dalam laporan "
            "kepatuhan; status loket tidak diubah dari sini."
        ),
        "golongkan": _("Tenggat dihitung ulang sejak laporan diterima, dalam hari kerja."),
        "jawab": _("Jawaban tampil di halaman lacak pelapor dan mengakhiri laporan."),
        "kerjakan": _("Pelapor melihat bahwa laporannya sedang ditangani."),
        "teruskan": _(
            "Untuk yang berkadar pengawasan atau milik instansi lain. Tulis ke mana pelapor "
            "menyampaikannya; laporan selesai di sini."
        ),
        "tolak": _("Hanya untuk penyalahgunaan atau yang tidak dapat dipahami. Alasan wajib."),
    }[verb]

"""Words of the compliance report's figures: label, meaning, unit, what a share is taken of."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "employees": _("Pegawai"),
    "workdays": _("Hari kerja"),
    "due_days": _("Hari wajib hadir"),
    "present_days": _("Hadir"),
    "absent_days": _("Tanpa keterangan"),
    "excused_days": _("Berhalangan sah"),
    "wfo_days": _("Bekerja di kantor (WFO)"),
    "wfh_days": _("Bekerja dari rumah (WFH)"),
    "wfa_days": _("Bekerja di tempat lain (WFA)"),
    "on_time_days": _("Masuk tepat waktu"),
    "late_days": _("Terlambat"),
    "late_minutes": _("Menit terlambat"),
    "early_minutes": _("Menit pulang lebih awal"),
    "no_out_days": _("Belum presensi pulang"),
    "mismatch_days": _("Tidak sesuai jadwal"),
    "pending_days": _("Menunggu verifikasi"),
    "outage_days": _("Alasan teknis"),
    "quota_kept_days": _("Kuota dipatuhi"),
    "quota_broken_days": _("Kuota dilanggar"),
    "status_reports": _("Laporan status keliru"),
    "status_wrong": _("Status memang keliru"),
    "status_in_time": _("Laporan status diperiksa tepat waktu"),
    "complaints": _("Keluhan warga"),
    "complaints_in_time": _("Keluhan selesai tepat waktu"),
    "planned_wfo_days": _("Dijadwalkan di kantor"),
    "planned_wfh_days": _("Dijadwalkan dari rumah"),
    "planned_wfa_days": _("Dijadwalkan di tempat lain"),
    "as_planned_days": _("Sesuai jadwal"),
    "home_instead_days": _("Di luar kantor, dijadwalkan di kantor"),
    "office_instead_days": _("Di kantor, dijadwalkan di luar"),
    "lost_minutes": _("Menit terlambat dan pulang awal"),
    "converted_days": _("Hari dari menit"),
    "cases_opened": _("Kasus disiplin dibuka"),
    "cases_light": _("Kasus tingkat ringan"),
    "cases_medium": _("Kasus tingkat sedang"),
    "cases_severe": _("Kasus tingkat berat"),
    "corrections": _("Permohonan koreksi"),
    "corrections_accepted": _("Koreksi diterima"),
    "corrections_refused": _("Koreksi ditolak"),
    "outages": _("Gangguan sistem"),
    "outage_minutes": _("Menit gangguan sistem"),
    "desk_promised_minutes": _("Menit layanan dijanjikan"),
    "desk_staffed_minutes": _("Menit loket terjaga"),
    "desk_unknown_minutes": _("Menit loket tanpa kabar"),
    "ready_people": _("Siap bekerja dari rumah"),
    "waiting_days": _("Hari pegawai belum dinilai"),
    "rebuilt_days": _("Dinilai ulang sesudah ditutup"),
    "late_closed_days": _("Tanggal terlambat ditutup"),
    "open_requests": _("Permohonan belum diputus"),
    "amended_days": _("Berubah sesudah disahkan"),
}


def figure_label(code: str) -> str:
    """A figure in two or three words."""
    return str(LABELS[code])


MEANINGS = {
    "employees": _("Pegawai yang harinya dinilai pada bulan ini."),
    "workdays": _("Hari pegawai yang bukan hari libur."),
    "due_days": _("Hari kerja tanpa cuti, sakit, dinas luar, atau tugas belajar."),
    "present_days": _("Hari wajib hadir dengan presensi."),
    "absent_days": _("Hari wajib hadir tanpa presensi dan tanpa alasan sah."),
    "excused_days": _("Hari kerja dengan cuti, sakit, dinas luar, atau tugas belajar."),
    "wfo_days": _("Hari hadir dengan presensi dari kantor."),
    "wfh_days": _("Hari hadir dengan presensi dari rumah."),
    "wfa_days": _("Hari hadir dengan presensi dari tempat lain yang disetujui."),
    "on_time_days": _("Hari hadir dengan presensi masuk yang tidak terlambat."),
    "late_days": _("Hari hadir dengan presensi masuk sesudah batas waktu."),
    "late_minutes": _("Jumlah menit terlambat; hari di baliknya terdaftar."),
    "early_minutes": _(
        "Jumlah menit kurang sampai jam pulang, termasuk menit yang ditetapkan instansi untuk hari "
        "tanpa presensi pulang; hari di baliknya terdaftar."
    ),
    "no_out_days": _("Hari hadir yang tidak diakhiri presensi pulang."),
    "mismatch_days": _(
        "Hari hadir di tempat lain dari yang dijadwalkan, tanpa persetujuan atasan."
    ),
    "pending_days": _("Hari hadir yang waktunya masih harus diperiksa atasan."),
    "outage_days": _("Hari hadir yang waktunya dihitung menurut gangguan sistem."),
    "quota_kept_days": _("Hari unit dengan jumlah WFH dan WFO di dalam batas kebijakan."),
    "quota_broken_days": _("Hari unit dengan jumlah WFH atau WFO melewati batas kebijakan."),
    "status_reports": _("Laporan warga bahwa status sebuah loket di halaman publik keliru."),
    "status_wrong": _("Laporan status yang setelah diperiksa terbukti benar keliru."),
    "status_in_time": _("Laporan status yang selesai diperiksa sampai tenggatnya."),
    "complaints": _("Keluhan tentang layanan yang diterima pada bulan ini."),
    "complaints_in_time": _("Keluhan yang selesai, dengan cara apa pun, sampai tenggatnya."),
    "planned_wfo_days": _("Hari kerja dengan jadwal bekerja di kantor."),
    "planned_wfh_days": _("Hari kerja dengan jadwal bekerja dari rumah."),
    "planned_wfa_days": _("Hari kerja dengan jadwal bekerja di tempat lain."),
    "as_planned_days": _("Hari hadir di tempat yang memang dijadwalkan."),
    "home_instead_days": _(
        "Hari hadir dari rumah atau tempat lain, sedangkan jadwalnya di kantor."
    ),
    "office_instead_days": _(
        "Hari hadir di kantor, sedangkan jadwalnya di rumah atau tempat lain."
    ),
    "lost_minutes": _("Menit terlambat ditambah menit pulang lebih awal."),
    "converted_days": _(
        "Hari utuh yang bulan ini genap dari menit terlambat dan pulang awal sejak awal tahun, "
        "menurut tabel hukuman yang berlaku."
    ),
    "cases_opened": _("Kasus yang dibuka pada bulan ini karena ambang hukuman disiplin tercapai."),
    "cases_light": _("Kasus yang dibuka dengan indikasi hukuman ringan."),
    "cases_medium": _("Kasus yang dibuka dengan indikasi hukuman sedang."),
    "cases_severe": _("Kasus yang dibuka dengan indikasi hukuman berat."),
    "corrections": _(
        "Permohonan koreksi presensi tentang hari pada bulan ini, tanpa yang ditarik kembali."
    ),
    "corrections_accepted": _("Permohonan koreksi yang diterima atasan."),
    "corrections_refused": _("Permohonan koreksi yang ditolak atasan."),
    "outages": _("Gangguan yang dinyatakan operator dan mengenai bulan ini."),
    "outage_minutes": _("Lama gangguan yang dinyatakan, di dalam bulan ini."),
    "desk_promised_minutes": _(
        "Menit jam buka loket tanpa istirahat, hari libur, dan penutupan yang diumumkan."
    ),
    "desk_staffed_minutes": _("Menit yang dijanjikan dengan petugas di loket."),
    "desk_unknown_minutes": _(
        "Menit yang dijanjikan tanpa kabar dari loket, jadi tidak dapat dinilai."
    ),
    "ready_people": _(
        "Pegawai dengan perangkat, jaringan, tempat kerja, dan pernyataan yang berlaku pada "
        "akhir masa laporan."
    ),
    "waiting_days": _(
        "Hari pegawai yang sifnya masih berjalan atau jam kerjanya belum ditetapkan ketika "
        "ditutup, atau yang menunggu dinilai ulang."
    ),
    "rebuilt_days": _("Hari pegawai yang hasilnya berubah ketika dinilai ulang."),
    "late_closed_days": _("Tanggal yang ditutup lebih dari sehari sesudah berakhir."),
    "open_requests": _(
        "Koreksi, cuti, atau dinas luar tentang hari pada bulan ini yang masih menunggu atasan."
    ),
    "amended_days": _("Hari pegawai dengan perubahan bertanggal sesudah bulan disahkan."),
}


def figure_meaning(code: str) -> str:
    """What a figure counts, in one sentence."""
    return str(MEANINGS[code])


def share_words(base: str) -> str:
    """What a share is taken of, by the code of its base; empty for a figure without one."""
    words = {
        "workdays": _("dari hari kerja"),
        "due_days": _("dari hari wajib hadir"),
        "present_days": _("dari hari hadir"),
        "quota_days": _("dari hari unit dengan kuota"),
        "status_reports": _("dari laporan status"),
        "complaints": _("dari keluhan"),
        "cases_opened": _("dari kasus dibuka"),
        "corrections": _("dari koreksi"),
        "desk_promised_minutes": _("dari menit dijanjikan"),
        "employees": _("dari pegawai"),
    }
    return str(words.get(base, ""))


def unit_words(measure: str) -> str:
    """What a figure counts, as the word behind its number."""
    words = {
        "people": _("pegawai"),
        "days": _("hari"),
        "minutes": _("menit"),
        "unit_days": _("hari unit"),
        "reports": _("laporan"),
        "converted": _("hari"),
        "cases": _("kasus"),
        "requests": _("permohonan"),
        "outages": _("gangguan"),
        "outage_minutes": _("menit"),
        "desk_minutes": _("menit"),
        "dates": _("tanggal"),
        "waiting": _("hari"),
    }
    return str(words[measure])


def group_label(group: str) -> str:
    """The heading of a part of the report."""
    words = {
        "presence": _("Kehadiran"),
        "places": _("Tempat kerja dan kuota"),
        "plan": _("Jadwal dan kenyataan"),
        "hours": _("Jam kerja"),
        "discipline": _("Disiplin"),
        "requests": _("Koreksi dan gangguan"),
        "readiness": _("Kesiapan"),
        "desks": _("Jam loket"),
        "citizens": _("Laporan warga"),
        "quality": _("Mutu data"),
    }
    return str(words[group])

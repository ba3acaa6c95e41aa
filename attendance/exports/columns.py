"""The columns of the report's files, and text that no spreadsheet runs as a formula."""

from attendance.queries.figures import ALL_KINDS

HEAD = (
    "instansi_kode",
    "instansi",
    "bulan",
    "versi",
    "aturan",
    "data_sampai",
    "lingkup",
    "unit_kode",
    "unit",
)
"""The first columns of a row of figures: whose they are, and of which report."""

_NAMES = {
    "employees": "pegawai",
    "workdays": "hari_kerja",
    "due_days": "hari_wajib_hadir",
    "present_days": "hari_hadir",
    "absent_days": "hari_tanpa_keterangan",
    "excused_days": "hari_berhalangan_sah",
    "wfo_days": "hari_wfo",
    "wfh_days": "hari_wfh",
    "wfa_days": "hari_wfa",
    "on_time_days": "hari_tepat_waktu",
    "late_days": "hari_terlambat",
    "late_minutes": "menit_terlambat",
    "early_minutes": "menit_pulang_lebih_awal",
    "no_out_days": "hari_belum_presensi_pulang",
    "mismatch_days": "hari_tidak_sesuai_jadwal",
    "pending_days": "hari_menunggu_verifikasi",
    "outage_days": "hari_alasan_teknis",
    "quota_kept_days": "hari_unit_kuota_dipatuhi",
    "quota_broken_days": "hari_unit_kuota_dilanggar",
    "planned_wfo_days": "hari_rencana_wfo",
    "planned_wfh_days": "hari_rencana_wfh",
    "planned_wfa_days": "hari_rencana_wfa",
    "as_planned_days": "hari_sesuai_rencana",
    "home_instead_days": "hari_rencana_wfo_tidak_di_kantor",
    "office_instead_days": "hari_rencana_wfh_wfa_di_kantor",
    "lost_minutes": "menit_terlambat_dan_pulang_awal",
    "converted_days": "hari_konversi_menit",
    "cases_opened": "kasus_disiplin",
    "cases_light": "kasus_disiplin_ringan",
    "cases_medium": "kasus_disiplin_sedang",
    "cases_severe": "kasus_disiplin_berat",
    "corrections": "koreksi",
    "corrections_accepted": "koreksi_diterima",
    "corrections_refused": "koreksi_ditolak",
    "ready_people": "pegawai_siap_wfh",
    "rebuilt_days": "hari_dinilai_ulang",
    "open_requests": "permohonan_terbuka",
    "amended_days": "hari_diubah_sesudah_disahkan",
    "status_reports": "laporan_status",
    "status_wrong": "laporan_status_terbukti",
    "status_in_time": "laporan_status_tepat_waktu",
    "complaints": "keluhan",
    "complaints_in_time": "keluhan_tepat_waktu",
    "outages": "gangguan",
    "outage_minutes": "menit_gangguan",
    "desk_promised_minutes": "menit_loket_dijanjikan",
    "desk_staffed_minutes": "menit_loket_terjaga",
    "desk_unknown_minutes": "menit_loket_tidak_diketahui",
    "waiting_days": "hari_menunggu_penutupan",
    "late_closed_days": "tanggal_ditutup_terlambat",
}

COLUMNS = {kind.code: _NAMES[kind.code] for kind in ALL_KINDS}
"""The columns after the head, by code of the figure, in the order of the report."""

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_text(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, in a file without typed cells."""
    return f"'{text}" if text.startswith(RUNS_AS_FORMULA) else text

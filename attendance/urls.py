"""Addresses of attendance."""

from django.urls import path, re_path, register_converter

from attendance.converters import DateConverter, MonthConverter
from attendance.views.absences import absence_ask, absence_withdraw, absences
from attendance.views.anomalies import anomalies, anomaly, anomaly_mark
from attendance.views.cases import (
    case,
    case_dismiss,
    case_examine,
    case_letter,
    case_sanction,
    case_summon,
    cases,
)
from attendance.views.check_in import check_in
from attendance.views.code_screens import (
    code_screen_make,
    code_screen_renew,
    code_screen_show,
    code_screen_switch,
    code_screens,
)
from attendance.views.compliance import (
    compliance,
    compliance_cancel,
    compliance_compute,
    compliance_csv,
    compliance_days,
    compliance_job,
    compliance_report,
)
from attendance.views.corrections import correction_ask, correction_withdraw, corrections
from attendance.views.evidence_files import evidence_file
from attendance.views.freezes import compliance_freeze
from attendance.views.history import day, history
from attendance.views.iclock import iclock_data, iclock_ok
from attendance.views.imports import events_import
from attendance.views.machines import (
    machine,
    machine_add,
    machine_change,
    machine_number_assign,
    machine_number_release,
    machine_numbers,
    machine_numbers_import,
    machine_retire,
    machines,
)
from attendance.views.my_case import my_case, my_case_answer
from attendance.views.my_roster import my_roster
from attendance.views.outages import (
    outage,
    outage_confirm,
    outage_declare,
    outage_dismiss,
    outage_withdraw,
    outages,
)
from attendance.views.personnel import personnel
from attendance.views.request_queue import (
    absence_settle,
    correction_settle,
    flag_settle,
    requests,
)
from attendance.views.requests_accept import requests_accept
from attendance.views.roster_edit import roster_count, roster_create, roster_edit, roster_renew
from attendance.views.rosters import (
    roster_approve,
    roster_detail,
    roster_return,
    roster_submit,
    rosters,
)
from attendance.views.team import team
from attendance.views.today import today

register_converter(DateConverter, "day")
register_converter(MonthConverter, "month")

app_name = "attendance"
urlpatterns = [
    path("hari-ini/", today, name="today"),
    path("hari-ini/presensi/", check_in, name="check_in"),
    path("jadwal/", my_roster, name="my_roster"),
    path("kehadiran/", history, name="history"),
    path("kehadiran/<day:day>/", day, name="day"),
    path("kehadiran/<day:day>/<int:employee_id>/", day, name="day_of"),
    path("koreksi/", corrections, name="corrections"),
    path("koreksi/<day:day>/", correction_ask, name="correction_ask"),
    path("koreksi/<int:pk>/tarik/", correction_withdraw, name="correction_withdraw"),
    path("izin/", absences, name="absences"),
    path("izin/baru/", absence_ask, name="absence_ask"),
    path("izin/<int:pk>/tarik/", absence_withdraw, name="absence_withdraw"),
    path("izin/berkas/<int:pk>/", evidence_file, name="evidence_file"),
    path("tim/", team, name="team"),
    path("tim/permintaan/", requests, name="requests"),
    path("tim/permintaan/terima/", requests_accept, name="requests_accept"),
    path("tim/permintaan/koreksi/<int:pk>/", correction_settle, name="correction_settle"),
    path("tim/permintaan/izin/<int:pk>/", absence_settle, name="absence_settle"),
    path(
        "tim/permintaan/hari/<day:day>/<int:employee_id>/<slug:kind>/",
        flag_settle,
        name="flag_settle",
    ),
    path("tim/roster/", rosters, name="rosters"),
    path("tim/roster/buat/", roster_create, name="roster_create"),
    path("tim/roster/<int:pk>/", roster_detail, name="roster_detail"),
    path("tim/roster/<int:pk>/ubah/", roster_edit, name="roster_edit"),
    path("tim/roster/<int:pk>/hitung/", roster_count, name="roster_count"),
    path("tim/roster/<int:pk>/ajukan/", roster_submit, name="roster_submit"),
    path("tim/roster/<int:pk>/setujui/", roster_approve, name="roster_approve"),
    path("tim/roster/<int:pk>/kembalikan/", roster_return, name="roster_return"),
    path("tim/roster/<int:pk>/versi-baru/", roster_renew, name="roster_renew"),
    path("tim/disiplin/", cases, name="cases"),
    path("tim/disiplin/<int:pk>/", case, name="case"),
    path("tim/disiplin/<int:pk>/panggil/", case_summon, name="case_summon"),
    path("tim/disiplin/<int:pk>/periksa/", case_examine, name="case_examine"),
    path("tim/disiplin/<int:pk>/tutup/", case_dismiss, name="case_dismiss"),
    path("tim/disiplin/<int:pk>/keputusan/", case_sanction, name="case_sanction"),
    path("tim/disiplin/<int:pk>/surat/<slug:kind>.pdf", case_letter, name="case_letter"),
    path("disiplin-saya/<int:pk>/", my_case, name="my_case"),
    path("disiplin-saya/<int:pk>/jawab/", my_case_answer, name="my_case_answer"),
    path("kepegawaian/", personnel, name="personnel"),
    path("kepegawaian/gangguan/", outages, name="outages"),
    path("kepegawaian/gangguan/baru/", outage_declare, name="outage_declare"),
    path("kepegawaian/gangguan/<int:pk>/", outage, name="outage"),
    path("kepegawaian/gangguan/<int:pk>/nyatakan/", outage_confirm, name="outage_confirm"),
    path("kepegawaian/gangguan/<int:pk>/tolak/", outage_dismiss, name="outage_dismiss"),
    path("kepegawaian/gangguan/<int:pk>/cabut/", outage_withdraw, name="outage_withdraw"),
    path("kepegawaian/pola/", anomalies, name="anomalies"),
    path("kepegawaian/pola/<int:pk>/", anomaly, name="anomaly"),
    path("kepegawaian/pola/<int:pk>/catat/", anomaly_mark, name="anomaly_mark"),
    path("kepatuhan/", compliance, name="compliance"),
    path("kepatuhan/hitung/", compliance_compute, name="compliance_compute"),
    path("kepatuhan/pekerjaan/<int:pk>/", compliance_job, name="compliance_job"),
    path("kepatuhan/pekerjaan/<int:pk>/batal/", compliance_cancel, name="compliance_cancel"),
    path("kepatuhan/<month:month>/", compliance_report, name="compliance_report"),
    path("kepatuhan/<month:month>/sahkan/", compliance_freeze, name="compliance_freeze"),
    path("kepatuhan/<month:month>/unduh.csv", compliance_csv, name="compliance_csv"),
    path("kepatuhan/<month:month>/<slug:code>/", compliance_days, name="compliance_days"),
    path("layar-kode/<str:token>/", code_screen_show, name="code_screen_show"),
    path("kepegawaian/layar-kode/", code_screens, name="code_screens"),
    path("kepegawaian/layar-kode/buat/", code_screen_make, name="code_screen_make"),
    path("kepegawaian/layar-kode/<int:pk>/alamat/", code_screen_renew, name="code_screen_renew"),
    path("kepegawaian/layar-kode/<int:pk>/sakelar/", code_screen_switch, name="code_screen_switch"),
    path("kepegawaian/mesin/", machines, name="machines"),
    path("kepegawaian/mesin/daftar/", machine_add, name="machine_add"),
    path("kepegawaian/mesin/<int:pk>/", machine, name="machine"),
    path("kepegawaian/mesin/<int:pk>/ubah/", machine_change, name="machine_change"),
    path("kepegawaian/mesin/<int:pk>/lepas/", machine_retire, name="machine_retire"),
    path("kepegawaian/mesin/nomor/", machine_numbers, name="machine_numbers"),
    path("kepegawaian/mesin/nomor/pasang/", machine_number_assign, name="machine_number_assign"),
    path("kepegawaian/mesin/nomor/impor/", machine_numbers_import, name="machine_numbers_import"),
    path(
        "kepegawaian/mesin/nomor/<int:pk>/lepas/",
        machine_number_release,
        name="machine_number_release",
    ),
    path("kepegawaian/impor-presensi/", events_import, name="events_import"),
    # Machines call with or without a slash, some with the suffix of the maker's own server.
    re_path(r"^iclock/cdata(?:\.aspx)?/?$", iclock_data, name="iclock_data"),
    re_path(
        r"^iclock/(?P<call>getrequest|devicecmd|ping|registry|push|fdata)(?:\.aspx)?/?$",
        iclock_ok,
        name="iclock_ok",
    ),
]

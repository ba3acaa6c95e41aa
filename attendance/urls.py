"""Addresses of attendance."""

from django.urls import path, re_path, register_converter

from attendance.compliance_urls import compliance_urls
from attendance.converters import DateConverter, MonthConverter
from attendance.desk_urls import desk_urls
from attendance.office_urls import office_urls
from attendance.views.absences import absence_ask, absence_withdraw, absences
from attendance.views.agreements import agreements
from attendance.views.anomalies import anomalies, anomaly, anomaly_mark
from attendance.views.browsers import push_remove, push_subscribe, push_worker
from attendance.views.calendar_feeds import calendar_feed, calendar_feed_revoke, calendar_feeds
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
from attendance.views.corrections import correction_ask, correction_withdraw, corrections
from attendance.views.delegations import delegation_end, delegation_make, delegations
from attendance.views.desk_break import desk_break
from attendance.views.desk_tablets import desk_tablet
from attendance.views.emergencies import (
    emergencies,
    emergency_declare,
    emergency_withdraw,
)
from attendance.views.evidence_files import evidence_file
from attendance.views.generations import (
    generations,
    generations_cancel,
    roster_generate,
    roster_generate_cancel,
)
from attendance.views.history import day, history
from attendance.views.iclock import iclock_data, iclock_ok
from attendance.views.imports import events_import
from attendance.views.letters import letter_draft, letter_file, letter_sign, letters
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
from attendance.views.messages import inbox, message_open, message_settings, messages_read
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
from attendance.views.policies import my_policy, policies, policy, policy_decree
from attendance.views.policy_edit import policy_discard, policy_edit, policy_new
from attendance.views.policy_moves import policy_end, policy_publish, policy_recall
from attendance.views.policy_trials import (
    policy_trial,
    policy_trial_cancel,
    policy_trial_days,
    policy_trial_job,
)
from attendance.views.readiness import (
    readiness,
    readiness_figures_page,
    readiness_people,
    readiness_remind,
    readiness_withdraw,
)
from attendance.views.region_levels import region_levels
from attendance.views.request_queue import (
    absence_settle,
    correction_settle,
    flag_settle,
    requests,
)
from attendance.views.requests_accept import requests_accept
from attendance.views.roster_difference import roster_difference_page
from attendance.views.roster_edit import (
    roster_copy,
    roster_count,
    roster_create,
    roster_edit,
    roster_renew,
)
from attendance.views.rosters import (
    roster_approve,
    roster_detail,
    roster_return,
    roster_submit,
    rosters,
)
from attendance.views.scores import scores
from attendance.views.shifts import shift_end, shifts
from attendance.views.swap_queue import special_settle, swap_queue, swap_settle
from attendance.views.swaps import swap_answer, swap_withdraw, swaps
from attendance.views.team import team
from attendance.views.today import today
from attendance.views.verification import verify, verify_upload
from attendance.views.wishes import special_ask, special_withdraw, wishes

register_converter(DateConverter, "day")
register_converter(MonthConverter, "month")

app_name = "attendance"
urlpatterns = [
    *desk_urls(),
    *office_urls(),
    *compliance_urls(),
    path("pelimpahan/", delegations, name="delegations"),
    path("pelimpahan/baru/", delegation_make, name="delegation_make"),
    path("pelimpahan/<int:pk>/akhiri/", delegation_end, name="delegation_end"),
    path("hari-ini/", today, name="today"),
    path("hari-ini/presensi/", check_in, name="check_in"),
    path("hari-ini/istirahat/", desk_break, name="desk_break"),
    path("jadwal/", my_roster, name="my_roster"),
    path("jadwal/keinginan/", wishes, name="wishes"),
    path("jadwal/keinginan/keadaan/", special_ask, name="special_ask"),
    path("jadwal/keinginan/keadaan/<int:pk>/tarik/", special_withdraw, name="special_withdraw"),
    path("jadwal/tukar/", swaps, name="swaps"),
    path("jadwal/tukar/<int:pk>/jawab/", swap_answer, name="swap_answer"),
    path("jadwal/tukar/<int:pk>/tarik/", swap_withdraw, name="swap_withdraw"),
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
    path("tim/tukar/", swap_queue, name="swap_queue"),
    path("tim/tukar/<int:pk>/", swap_settle, name="swap_settle"),
    path("tim/tukar/keadaan/<int:pk>/", special_settle, name="special_settle"),
    path("tablet/<str:token>/", desk_tablet, name="desk_tablet"),
    path("tim/giliran/", shifts, name="shifts"),
    path("tim/giliran/<int:pk>/akhiri/", shift_end, name="shift_end"),
    path("tim/roster/", rosters, name="rosters"),
    path("tim/roster/buat/", roster_create, name="roster_create"),
    path("tim/roster/<int:pk>/", roster_detail, name="roster_detail"),
    path("tim/roster/<int:pk>/ubah/", roster_edit, name="roster_edit"),
    path("tim/roster/<int:pk>/hitung/", roster_count, name="roster_count"),
    path("tim/roster/<int:pk>/salin/", roster_copy, name="roster_copy"),
    path("tim/roster/<int:pk>/ajukan/", roster_submit, name="roster_submit"),
    path("tim/roster/<int:pk>/setujui/", roster_approve, name="roster_approve"),
    path("tim/roster/<int:pk>/kembalikan/", roster_return, name="roster_return"),
    path("tim/roster/<int:pk>/versi-baru/", roster_renew, name="roster_renew"),
    path("tim/roster/<int:pk>/susun/", roster_generate, name="roster_generate"),
    path("tim/roster/<int:pk>/susun/batal/", roster_generate_cancel, name="roster_generate_cancel"),
    path("tim/roster/susun-semua/", generations, name="generations"),
    path(
        "tim/roster/susun-semua/<uuid:batch>/batal/", generations_cancel, name="generations_cancel"
    ),
    path("tim/roster/<int:pk>/beda/", roster_difference_page, name="roster_difference"),
    path("tim/roster/<int:pk>/surat-tugas/", letter_sign, name="letter_sign"),
    path("tim/roster/<int:pk>/surat-tugas/draf.pdf", letter_draft, name="letter_draft"),
    path("surat-tugas/<int:pk>/", letter_file, name="letter_file"),
    path("kepegawaian/surat-tugas/", letters, name="letters"),
    path("verifikasi/", verify_upload, name="verify_upload"),
    path("verifikasi/<str:code>/", verify, name="verify"),
    path("tim/disiplin/", cases, name="cases"),
    path("tim/disiplin/<int:pk>/", case, name="case"),
    path("tim/disiplin/<int:pk>/panggil/", case_summon, name="case_summon"),
    path("tim/disiplin/<int:pk>/periksa/", case_examine, name="case_examine"),
    path("tim/disiplin/<int:pk>/tutup/", case_dismiss, name="case_dismiss"),
    path("tim/disiplin/<int:pk>/keputusan/", case_sanction, name="case_sanction"),
    path("tim/disiplin/<int:pk>/surat/<slug:kind>.pdf", case_letter, name="case_letter"),
    path("disiplin-saya/<int:pk>/", my_case, name="my_case"),
    path("disiplin-saya/<int:pk>/jawab/", my_case_answer, name="my_case_answer"),
    path("pesan/", inbox, name="inbox"),
    path("pesan/<int:pk>/buka/", message_open, name="message_open"),
    path("pesan/sudah-dibaca/", messages_read, name="messages_read"),
    path("pesan/pengaturan/", message_settings, name="message_settings"),
    path("pesan/peramban/", push_subscribe, name="push_subscribe"),
    path("pesan/peramban/<int:pk>/hapus/", push_remove, name="push_remove"),
    path("pesan/kalender/", calendar_feeds, name="calendar_feeds"),
    path("pesan/kalender/<int:pk>/cabut/", calendar_feed_revoke, name="calendar_feed_revoke"),
    path("kalender/<str:secret>.ics", calendar_feed, name="calendar_feed"),
    path("pekerja-pesan.js", push_worker, name="push_worker"),
    path("kesiapan/", readiness, name="readiness"),
    path("kesiapan/tarik/", readiness_withdraw, name="readiness_withdraw"),
    path("kepegawaian/kesiapan/", readiness_figures_page, name="readiness_figures"),
    path("kepegawaian/kesiapan/teks/", agreements, name="agreements"),
    path("kepegawaian/kesiapan/ingatkan/", readiness_remind, name="readiness_remind"),
    path("kepegawaian/kesiapan/<slug:reason>/", readiness_people, name="readiness_people"),
    path("kebijakan/<int:pk>/uji/", policy_trial, name="policy_trial"),
    path("kebijakan/uji/<int:pk>/", policy_trial_job, name="policy_trial_job"),
    path("kebijakan/uji/<int:pk>/batal/", policy_trial_cancel, name="policy_trial_cancel"),
    path(
        "kebijakan/uji/<int:pk>/<int:unit_id>/<slug:figure>/",
        policy_trial_days,
        name="policy_trial_days",
    ),
    path("kebijakan/darurat/", emergencies, name="emergencies"),
    path("kebijakan/darurat/baru/", emergency_declare, name="emergency_declare"),
    path("kebijakan/darurat/<int:pk>/cabut/", emergency_withdraw, name="emergency_withdraw"),
    path("kebijakan/", policies, name="policies"),
    path("kebijakan/saya/", my_policy, name="my_policy"),
    path("kebijakan/baru/", policy_new, name="policy_new"),
    path("kebijakan/level-wilayah/", region_levels, name="region_levels"),
    path("kebijakan/<int:pk>/", policy, name="policy"),
    path("kebijakan/<int:pk>/ubah/", policy_edit, name="policy_edit"),
    path("kebijakan/<int:pk>/buang/", policy_discard, name="policy_discard"),
    path("kebijakan/<int:pk>/terbitkan/", policy_publish, name="policy_publish"),
    path("kebijakan/<int:pk>/tarik/", policy_recall, name="policy_recall"),
    path("kebijakan/<int:pk>/akhiri/", policy_end, name="policy_end"),
    path("kebijakan/<int:pk>/keputusan/", policy_decree, name="policy_decree"),
    path("kepegawaian/", personnel, name="personnel"),
    path("kepegawaian/kinerja/", scores, name="scores"),
    path("kepegawaian/gangguan/", outages, name="outages"),
    path("kepegawaian/gangguan/baru/", outage_declare, name="outage_declare"),
    path("kepegawaian/gangguan/<int:pk>/", outage, name="outage"),
    path("kepegawaian/gangguan/<int:pk>/nyatakan/", outage_confirm, name="outage_confirm"),
    path("kepegawaian/gangguan/<int:pk>/tolak/", outage_dismiss, name="outage_dismiss"),
    path("kepegawaian/gangguan/<int:pk>/cabut/", outage_withdraw, name="outage_withdraw"),
    path("kepegawaian/pola/", anomalies, name="anomalies"),
    path("kepegawaian/pola/<int:pk>/", anomaly, name="anomaly"),
    path("kepegawaian/pola/<int:pk>/catat/", anomaly_mark, name="anomaly_mark"),
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

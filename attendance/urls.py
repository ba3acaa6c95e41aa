"""Addresses of attendance."""

from django.urls import path, register_converter

from attendance.converters import DateConverter, MonthConverter
from attendance.views.check_in import check_in
from attendance.views.compliance import (
    compliance,
    compliance_cancel,
    compliance_compute,
    compliance_csv,
    compliance_days,
    compliance_job,
    compliance_report,
)
from attendance.views.history import day, history
from attendance.views.my_roster import my_roster
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
    path("tim/", team, name="team"),
    path("tim/roster/", rosters, name="rosters"),
    path("tim/roster/buat/", roster_create, name="roster_create"),
    path("tim/roster/<int:pk>/", roster_detail, name="roster_detail"),
    path("tim/roster/<int:pk>/ubah/", roster_edit, name="roster_edit"),
    path("tim/roster/<int:pk>/hitung/", roster_count, name="roster_count"),
    path("tim/roster/<int:pk>/ajukan/", roster_submit, name="roster_submit"),
    path("tim/roster/<int:pk>/setujui/", roster_approve, name="roster_approve"),
    path("tim/roster/<int:pk>/kembalikan/", roster_return, name="roster_return"),
    path("tim/roster/<int:pk>/versi-baru/", roster_renew, name="roster_renew"),
    path("kepatuhan/", compliance, name="compliance"),
    path("kepatuhan/hitung/", compliance_compute, name="compliance_compute"),
    path("kepatuhan/pekerjaan/<int:pk>/", compliance_job, name="compliance_job"),
    path("kepatuhan/pekerjaan/<int:pk>/batal/", compliance_cancel, name="compliance_cancel"),
    path("kepatuhan/<month:month>/", compliance_report, name="compliance_report"),
    path("kepatuhan/<month:month>/unduh.csv", compliance_csv, name="compliance_csv"),
    path("kepatuhan/<month:month>/<slug:code>/", compliance_days, name="compliance_days"),
]

"""Addresses of the day at the desks: board, cover, breaks, closures, reports, tablets, officers."""

from django.urls import URLPattern, path

from attendance.views import desk_weeks
from attendance.views.complaints import complaint, complaint_move, complaints
from attendance.views.desk_officers import desk_officer_add, desk_officer_end, desk_officers
from attendance.views.desk_tablets import (
    desk_tablet_make,
    desk_tablet_rename,
    desk_tablet_revoke,
    desk_tablets,
)
from attendance.views.desks import desk_board, desk_pause, desk_resume
from attendance.views.desks_close import desk_close_now, desk_reopen, office_close_now
from attendance.views.desks_cover import desk_cover, desk_cover_end


def desk_urls() -> list[URLPattern]:
    """For the head and the service manager, below /loket/ and /tim/loket/."""
    return [
        path("loket/laporan/", complaints, name="complaints"),
        path("loket/laporan/<int:pk>/", complaint, name="complaint"),
        path("loket/laporan/<int:pk>/<slug:verb>/", complaint_move, name="complaint_move"),
        path("loket/", desk_board, name="desk_board"),
        path("loket/<int:pk>/ganti/", desk_cover, name="desk_cover"),
        path("loket/ganti/<int:pk>/selesai/", desk_cover_end, name="desk_cover_end"),
        path("loket/<int:pk>/istirahat/", desk_pause, name="desk_pause"),
        path("loket/<int:pk>/istirahat/selesai/", desk_resume, name="desk_resume"),
        path("loket/<int:pk>/tutup/", desk_close_now, name="desk_close_now"),
        path("loket/tutup-kantor/<slug:slug>/", office_close_now, name="office_close_now"),
        path("loket/buka-kembali/<int:pk>/", desk_reopen, name="desk_reopen"),
        path("loket/tablet/", desk_tablets, name="tablets"),
        path("loket/tablet/buat/", desk_tablet_make, name="tablet_make"),
        path("loket/tablet/<int:pk>/nama/", desk_tablet_rename, name="tablet_rename"),
        path("loket/tablet/<int:pk>/cabut/", desk_tablet_revoke, name="tablet_revoke"),
        path("loket/jam-terjaga/", desk_weeks.weeks, name="desk_weeks"),
        path("tim/loket/", desk_officers, name="desk_officers"),
        path("tim/loket/<int:pk>/catat/", desk_officer_add, name="desk_officer_add"),
        path("tim/loket/petugas/<int:pk>/akhiri/", desk_officer_end, name="desk_officer_end"),
    ]

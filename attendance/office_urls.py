"""Addresses under which service managers keep offices, desks, hours, closures and standards."""

from django.urls import URLPattern, path

from attendance.views import (
    offices_closures,
    offices_desks,
    offices_hours,
    offices_kept,
    offices_standards,
)

OFFICE = "loket/kantor/<slug:slug>/"
DESK = f"{OFFICE}<int:pk>/"
STANDARD = "loket/standar/<slug:slug>/"


def office_urls() -> list[URLPattern]:
    """The patterns; asked for after the converters of dates are registered."""
    return [*_places(), *_times(), *_standards()]


def _places() -> list[URLPattern]:
    return [
        path("loket/kantor/", offices_kept.kept_offices_list, name="kept_offices"),
        path("loket/kantor-baru/", offices_kept.kept_office_new, name="kept_office_new"),
        path(OFFICE, offices_kept.kept_office, name="kept_office"),
        path(f"{OFFICE}ubah/", offices_kept.kept_office_edit, name="kept_office_edit"),
        path(f"{OFFICE}akhiri/", offices_kept.kept_office_end, name="kept_office_end"),
        path(f"{OFFICE}lanjutkan/", offices_kept.kept_office_resume, name="kept_office_resume"),
        path(f"{OFFICE}loket-baru/", offices_desks.kept_desk_new, name="kept_desk_new"),
        path(DESK, offices_desks.kept_desk, name="kept_desk"),
        path(f"{DESK}urutan/", offices_desks.kept_desk_move, name="kept_desk_move"),
        path(f"{DESK}akhiri/", offices_desks.kept_desk_end, name="kept_desk_end"),
        path(f"{DESK}lanjutkan/", offices_desks.kept_desk_resume, name="kept_desk_resume"),
        path(f"{DESK}layanan/", offices_desks.kept_desk_offer, name="kept_desk_offer"),
        path(
            f"{DESK}layanan/<int:service>/hapus/",
            offices_desks.kept_desk_withdraw,
            name="kept_desk_withdraw",
        ),
        path(f"{DESK}jarak-jauh/", offices_desks.kept_remote_plan, name="kept_remote_plan"),
        path(
            f"{DESK}jarak-jauh/<int:remote>/akhiri/",
            offices_desks.kept_remote_end,
            name="kept_remote_end",
        ),
    ]


def _times() -> list[URLPattern]:
    return [
        path(f"{OFFICE}jam/", offices_hours.kept_hours, name="kept_hours"),
        path(
            f"{OFFICE}jam/ikuti-kantor/", offices_hours.kept_hours_follow, name="kept_hours_follow"
        ),
        path(f"{OFFICE}jam/khusus/", offices_hours.kept_special, name="kept_special"),
        path(
            f"{OFFICE}jam/khusus/<day:first>/<day:last>/cabut/",
            offices_hours.kept_special_remove,
            name="kept_special_remove",
        ),
        path(f"{OFFICE}penutupan/", offices_closures.kept_closures, name="kept_closures"),
        path(f"{OFFICE}penutupan/<int:pk>/", offices_closures.kept_closure, name="kept_closure"),
        path(
            f"{OFFICE}penutupan/<int:pk>/akhiri/",
            offices_closures.kept_closure_end,
            name="kept_closure_end",
        ),
    ]


def _standards() -> list[URLPattern]:
    return [
        path("loket/standar/", offices_standards.kept_standards_list, name="kept_standards"),
        path(STANDARD, offices_standards.kept_standard_page, name="kept_standard"),
        path(f"{STANDARD}salin/", offices_standards.kept_standard_copy, name="kept_standard_copy"),
        path(
            f"{STANDARD}<slug:component>/", offices_standards.kept_component, name="kept_component"
        ),
        path(
            f"{STANDARD}<slug:component>/hapus/",
            offices_standards.kept_component_drop,
            name="kept_component_drop",
        ),
    ]

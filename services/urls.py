"""Addresses of the citizens' side: pages in two languages, addresses for programs in one."""

from django.urls import path

from asn_wfh.language import in_both_languages
from services.views import (
    api,
    badge,
    complaints,
    discovery,
    feeds,
    followers,
    home,
    lobby,
    offices,
    weeks,
)

app_name = "services"
pages = [
    path("", home.home, name="home"),
    path("kantor/lokasi.json", discovery.places, name="office_places"),
    path("kantor/<slug:slug>/", offices.office, name="office"),
    path("kantor/<slug:slug>/jam-terjaga/", weeks.weeks, name="office_weeks"),
    path("kantor/<slug:slug>/umpan.atom", feeds.office_atom, name="office_atom"),
    path("kantor/<slug:slug>/penutupan.ics", feeds.office_ics, name="office_ics"),
    path("kantor/<slug:slug>/<slug:desk_slug>/", offices.desk, name="desk"),
    path("kantor/<slug:slug>/<slug:desk_slug>/ikuti/", followers.follow, name="follow"),
    path(
        "kantor/<slug:slug>/<slug:desk_slug>/ikuti/surel/",
        followers.follow_sent,
        name="follow_sent",
    ),
    path(
        "kantor/<slug:slug>/<slug:desk_slug>/ikuti/peramban/",
        followers.follow_push,
        name="follow_push",
    ),
    path("ikuti/<str:token>/", followers.follow_confirm, name="follow_confirm"),
    path("ikuti/<str:token>/berhenti/", followers.follow_stop, name="follow_stop"),
    path("lapor/", complaints.report, name="report"),
    path("lapor/lacak/", complaints.report_find, name="report_find"),
    path("lapor/terkirim/<str:ticket>/", complaints.report_sent, name="report_sent"),
    path("lapor/<str:code>/", complaints.report_track, name="report_track"),
    path("layar/<slug:slug>/", lobby.screen, name="screen"),
    path("poster/<slug:slug>/", lobby.poster, name="poster"),
    path("lencana/<slug:slug>.svg", badge.office_svg, name="badge"),
    path("lencana/<slug:slug>/<slug:desk_slug>.svg", badge.desk_svg, name="badge_desk"),
    path("lencana/<slug:slug>/", badge.badges, name="badges"),
    path("sematan/<slug:slug>/", badge.office_embed, name="embed"),
    path("sematan/<slug:slug>/<slug:desk_slug>/", badge.desk_embed, name="embed_desk"),
    path("tentang-status/", home.about_status, name="about_status"),
    path("api/", api.about, name="api"),
]
open_data = [
    path("api/openapi.json", api.document, name="api_document"),
    *(
        path(f"api/v1/{address}", api.operation(name), name=name)
        for name, address in {
            "api_offices": "offices",
            "api_office": "offices/<slug:slug>",
            "api_office_status": "offices/<slug:slug>/status",
            "api_desk_status": "offices/<slug:slug>/desks/<slug:desk>/status",
            "api_services": "services",
            "api_service": "services/<slug:slug>",
            "api_search": "search",
            "api_hsds": "hsds/",
            "api_hsds_organizations": "hsds/organizations",
            "api_hsds_organization": "hsds/organizations/<uuid:id>",
            "api_hsds_services": "hsds/services",
            "api_hsds_service": "hsds/services/<uuid:id>",
            "api_hsds_places": "hsds/service_at_locations",
            "api_hsds_place": "hsds/service_at_locations/<uuid:id>",
        }.items()
    ),
    path("api/<path:rest>", api.unknown, name="api_unknown"),
]
urlpatterns = [
    in_both_languages(*pages),
    *open_data,
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("robots.txt", discovery.robots, name="robots"),
]

"""All addresses: Indonesian paths, English names."""

from django.urls import include, path

urlpatterns = [
    path("sehat/", include("asn_wfh.health")),
    path("", include("accounts.urls")),
    path("", include("attendance.urls")),
    path("", include("services.urls")),
]

handler400 = "asn_wfh.views.bad_request"
handler403 = "asn_wfh.views.forbidden"
handler404 = "asn_wfh.views.not_found"
handler500 = "asn_wfh.views.server_error"

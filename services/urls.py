"""Addresses of the citizens' side."""

from django.urls import path

from services.views import api, home, offices

app_name = "services"
urlpatterns = [
    path("", home.home, name="home"),
    path("kantor/<slug:slug>/", offices.office, name="office"),
    path("kantor/<slug:slug>/<slug:desk_slug>/", offices.desk, name="desk"),
    path("tentang-status/", home.about_status, name="about_status"),
    path("api/v1/offices", api.offices, name="api_offices"),
    path("api/v1/offices/<slug:slug>/status", api.office_status, name="api_office_status"),
    path("api/<path:rest>", api.unknown, name="api_unknown"),
]

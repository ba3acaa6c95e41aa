"""Citizens' reports for tests: the terms in force, and a form sent as a browser sends it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import Agency
from accounts.tenancy import tenant
from services.forms_public import FormToken
from services.models import ComplaintTerm
from tests.services.places import Place

WORKING_DAYS = {"normative": 5, "ordinary": 14, "supervisory": 60, "status": 0}


def terms(of: Agency) -> None:
    """The terms of the data file, as an agency's own."""
    with tenant(of.pk):
        ComplaintTerm.objects.bulk_create(
            ComplaintTerm(
                agency=of,
                complaint_class=name,
                working_days=days,
                legal_basis="PermenPANRB 62 Tahun 2018",
                valid_from=date(2019, 1, 1),
            )
            for name, days in WORKING_DAYS.items()
        )


def send(
    client: Client, here: Place, at: datetime, *, complaint: bool = False, **fields: Any
) -> HttpResponse:
    """Send the form about the first desk at `at`, drawn a minute earlier."""
    desk = here.desks[0].slug
    kind = "&jenis=keluhan" if complaint else ""
    local = at - timedelta(minutes=10)
    typed = {
        "tanda": FormToken.issue("lapor", at - timedelta(minutes=1)),
        "loket": desk,
        "tanggal": f"{local:%Y-%m-%d}",
        "jam": f"{local:%H:%M}",
        "isi": "Saya menunggu satu jam dan tidak dilayani." if complaint else "",
        **({"layanan": ""} if complaint else {"terlihat": "nobody"}),
        **fields,
    }
    return client.post(f"/lapor/?loket={here.office.slug}/{desk}{kind}", typed)


def code_on(client: Client, sent: HttpResponse) -> str:
    """The tracking code on the page that a sent form leads to."""
    shown = client.get(sent["Location"])
    assert shown.status_code == 200, sent["Location"]
    return shown.content.decode().split('report-code num"><strong>')[1].split("<")[0]

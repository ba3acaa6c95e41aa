"""The WSGI entry of the portal: the citizens' snapshots first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_wfh.settings")

django = get_wsgi_application()

# Only after the line above may the apps be imported.
from asn_wfh import clock  # noqa: E402
from services.snapshots import store  # noqa: E402
from services.snapshots.server import SnapshotServer  # noqa: E402

application = SnapshotServer(django, store(), clock.now)

"""The frame as an app: its management commands and template tags."""

import atexit

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "asn_wfh"
    verbose_name = "Hadir"

    def ready(self) -> None:
        """Close the database's pools before the interpreter goes.

        A pool that is still open then warns about its threads from a half-dismantled process,
        and long commands ended in a crash after their work was done.
        """
        from asn_wfh.connections import close_connections

        atexit.register(close_connections)

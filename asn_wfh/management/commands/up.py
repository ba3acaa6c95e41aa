"""Run the whole portal in one terminal: engines, web, Celery worker and beat."""

import errno
import http.client
import os
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from asn_wfh import clock
from asn_wfh.connections import close_connections
from asn_wfh.engines import EngineError, Engines
from asn_wfh.preparation import demo_people, prepare
from asn_wfh.supervision import Child, SupervisionError, Supervisor
from asn_wfh.tidylog import TidyLog

# What an earlier run's web server needs to let go of the port after its parent was killed.
PORT_PATIENCE_SECONDS = 2.0
SLOW_SECONDS = 30.0
KEPT = {
    "PostgreSQL": "Semua yang sudah dijawab portal ada di disk.",
    "Valkey": "Antrean dibaca kembali dari disk; presensi tidak bergantung padanya.",
    "web": "Presensi yang sudah dijawab tersimpan di PostgreSQL.",
    "worker": "Tugas yang sedang berjalan kembali ke antrean dan diulang.",
    "loket": "Kotak keluar di PostgreSQL utuh; status loket dihitung begitu pekerja kembali.",
    "beat": "Jadwal dilanjutkan dari berkasnya.",
}


class Command(BaseCommand):
    """`manage.py up`; see `docs/operations.md`."""

    help = (
        "Jalankan portal lengkap di satu terminal: PostgreSQL, Valkey, web, worker, dan beat. "
        "Contoh: manage.py up --port 8010 --data /folder/data"
    )
    requires_system_checks: list[str] = []  # `make check` runs them; a start has 5 seconds

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--data", type=Path, default=None, help="folder data (bawaan: .data)")

    def handle(self, *args: Any, **options: Any) -> None:
        self._begun = time.monotonic()
        if options["data"] is not None and options["data"].resolve() != settings.DATA_DIR:
            _start_again_with(DATA=str(options["data"].resolve()))
        if os.environ.get("CLOCK"):
            offset = _offset_seconds(os.environ["CLOCK"])
            _start_again_with(CLOCK="", CLOCK_OFFSET_SECONDS=str(offset))
        self.host, self.port = options["host"], _port_number(options["port"])
        # Links in the demo's letters and messages lead to this start, whatever its port.
        settings.PORTAL_URL = settings.ENV.portal_url or f"http://localhost:{self.port}"
        self.log = TidyLog(sys.stdout)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        engines = Engines(
            settings.DATA_DIR, postgres=settings.ENV.embedded, valkey=not settings.ENV.redis_url
        )
        try:
            _check_port_is_free(self.host, self.port)
            self._run(engines)
        except KeyboardInterrupt:
            self.log.say("Dihentikan sebelum siap; jalankan lagi kapan saja.")
            raise SystemExit(130) from None
        except (EngineError, SupervisionError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"Basis data menolak ({' '.join(str(error).split())}). Tidak ada data yang "
                "dihapus. Periksa DATABASE_URL dan pesan di atas, lalu jalankan lagi."
            ) from error
        finally:
            close_connections()
            engines.stop()
        self.log.say("Semua berhenti. Data tersimpan.")

    def _run(self, engines: Engines) -> None:
        engines.start()
        for engine in engines.running:
            self.log.say(f"{engine.name} berjalan.")
        if engines.home != settings.DATA_DIR:
            self.log.say(
                f"Folder {settings.DATA_DIR} tertutup bagi akun basis data, jadi isinya disimpan "
                f"di {engines.home}."
            )
        output = _LogStream(self.log)
        prepare(self.log.say, output, embedded=settings.ENV.embedded)  # type: ignore[arg-type]
        supervisor = Supervisor(self.log, kept=KEPT)
        supervisor.listen_to_signals()
        try:
            self._supervise(supervisor, engines)
        finally:
            self.log.say("Menghentikan web, pekerja Celery, beat, lalu mesin basis data.")
            supervisor.stop_children()
            supervisor.close()

    def _supervise(self, supervisor: Supervisor, engines: Engines) -> None:
        web, *others = self._children(supervisor)
        supervisor.watched = [*engines.running, web]
        web.start()
        started = time.monotonic()
        self._announced = self._warned = False

        def on_tick() -> None:
            if self._announced:
                return
            waited = time.monotonic() - started
            answer = _ask_ready(self.host, self.port)
            if answer == 200:
                self._announce()
                self._announced = True
            elif waited > SLOW_SECONDS and not self._warned:
                self._warned = True
                self.log.say(
                    f"Portal belum siap setelah {waited:.0f} detik: /sehat/siap menjawab "
                    f"{answer or 'tidak ada'}. Lihat pesan di atas; Ctrl-C untuk berhenti."
                )
            # The web server alone gets the processor until it answers: that is what
            # the person at the terminal waits for.
            if others and (self._announced or self._warned):
                supervisor.watched += others
                while others:
                    others.pop(0).start()

        supervisor.run(on_tick)

    def _commands(self) -> dict[str, list[str]]:
        """What is run, by the name it has in the log; the web server first."""
        python = [sys.executable, "-m"]
        # fmt: off
        web = [
            *python, "granian", "--interface", "wsgi", "--host", self.host,
            "--port", str(self.port), "--workers", "2", "--blocking-threads", "1", "--no-ws",
            "--respawn-failed-workers", "--respawn-interval", "0.5",
            "--workers-kill-timeout", "5", "--log-level", "warning",
            "asn_wfh.wsgi:application",
        ]
        celery = [*python, "celery", "--quiet", "-A", "asn_wfh"]
        consume = ["worker", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"]
        worker = [
            *celery, *consume, "--queues", "celery", "--hostname", "umum@%h",
            "--pool", "prefork", "--concurrency", "1",
        ]
        # Desks have a worker of their own: a report being computed must not make a citizen
        # wait to see that the officer has come.
        desks = [
            *celery, *consume, "--queues", "desks", "--hostname", "loket@%h", "--pool", "solo",
        ]
        beat = [
            *celery, "beat", "--loglevel", "WARNING",
            "--pidfile", "", "--schedule", str(settings.DATA_DIR / "beat-schedule"),
        ]
        # fmt: on
        return {"web": web, "worker": worker, "loket": desks, "beat": beat}

    def _children(self, supervisor: Supervisor) -> list[Child]:
        environment = os.environ | {
            "DATA": str(settings.DATA_DIR),
            "DJANGO_SETTINGS_MODULE": "asn_wfh.settings",
            "PYTHONUNBUFFERED": "1",
            "PORTAL_URL": settings.PORTAL_URL,
            # Root in a container is the operator's decision; the queue carries JSON only.
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
        }
        # Told to finish, a worker would wait for its queue, which dies with us. Killed, its
        # pool sees the end of its pipes and goes; tasks are acknowledged late, none is lost.
        on_death = {"worker": signal.SIGKILL, "loket": signal.SIGKILL}
        return [
            Child(
                name=name,
                command=command,
                log=self.log,
                selector=supervisor.selector,
                on_parent_death=on_death.get(name, signal.SIGTERM),
                environment=environment,
                folder=settings.BASE_DIR,
            )
            for name, command in self._commands().items()
        ]

    def _announce(self) -> None:
        seconds = time.monotonic() - self._begun
        shown = "localhost" if self.host in {"127.0.0.1", "::1"} else self.host
        self.log.say("")
        self.log.say(f"Hadir siap di http://{shown}:{self.port}/ ({seconds:.1f} detik)")
        people = demo_people(settings.DATA_DIR)
        if people:
            self.log.say("Orang contoh untuk dicoba (selengkapnya di demo-accounts.json):")
            for row in people:
                self.log.say(f"  {row}")
        self.log.say("Ctrl-C menghentikan semuanya.")
        self.log.say("")


class _LogStream:
    """What `call_command` writes to: each line goes to the tidy log."""

    def __init__(self, log: TidyLog) -> None:
        self._log, self._rest = log, ""

    def write(self, text: str) -> int:
        *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._log.say(line)
        return len(text)

    def flush(self) -> None:
        """Whole lines are written as they come."""


def _offset_seconds(text: str) -> int:
    """Whole seconds from the real time to the moment that `text` (ISO 8601) names."""
    try:
        wanted = datetime.fromisoformat(text)
    except ValueError:
        wanted = None
    if wanted is None or wanted.tzinfo is None:
        raise CommandError(
            f"Jam '{text}' tidak terbaca. Tulis tanggal, jam, dan selisih zonanya, misalnya "
            "CLOCK=2026-11-17T07:20+07:00 make run."
        )
    return round((wanted - clock.now()).total_seconds())


def _start_again_with(**variables: str) -> NoReturn:
    """Replace this process by one whose settings are read with these variables."""
    os.environ.update(variables)
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - our own command line


def _port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(
            f"Porta '{text}' bukan nomor porta. Pilih angka 1 sampai 65535, misalnya "
            "PORT=8010 make run."
        )
    return int(text)


def _check_port_is_free(host: str, port: int) -> None:
    """Raise a sentence where `host`:`port` can't be listened on."""
    end = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
            return
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                if time.monotonic() < end:
                    time.sleep(0.1)
                    continue
                raise CommandError(
                    f"Porta {port} sedang dipakai program lain. Hentikan program itu, atau pilih "
                    "porta lain, misalnya PORT=8010 make run."
                ) from None
            raise CommandError(
                f"Portal tidak dapat mendengarkan di {host}:{port} ({error.strerror}). Pilih "
                "alamat atau porta lain, misalnya HOST=127.0.0.1 PORT=8010 make run."
            ) from None


def _ask_ready(host: str, port: int) -> int | None:
    """The status of `/sehat/siap`, or None while nobody answers."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not bound
    local = everywhere.get(host, host)
    connection = http.client.HTTPConnection(local, port, timeout=2.0)
    try:
        connection.request("GET", "/sehat/siap", headers={"Host": "localhost"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()

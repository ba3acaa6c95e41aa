"""Judge a period on paper: files in, files out, no database."""

import os
import signal
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from attendance.simulation.refusals import BadInput
from attendance.simulation.run import Outcome, Progress, simulate
from attendance.wording.simulation import bad_input_sentence, done_sentence, progress_words

SECONDS_BETWEEN = 0.5
"""Between two looks at the progress."""
MOST_PROCESSES = 64


class Command(BaseCommand):
    """`manage.py simulate`"""

    help = (
        "Nilai satu masa kerja di atas kertas: tujuh berkas CSV masuk, tiga keluar, tanpa basis "
        "data. Kolom dan artinya ada di docs/simulate.md. "
        "Contoh: manage.py simulate kajian/masukan --out kajian/hasil"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="folder ketujuh berkas")
        parser.add_argument(
            "--out", required=True, type=Path, metavar="DIR", help="folder hasil; dibuat bila belum"
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=os.process_cpu_count() or 1,
            help="banyaknya proses; bawaannya sebanyak inti prosesor",
        )
        parser.add_argument(
            "--progress", action="store_true", help="kemajuan juga ditulis di luar terminal"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        processes = options["processes"]
        if not 1 <= processes <= MOST_PROCESSES:
            raise CommandError(
                f"--processes {processes} tidak dapat dipakai, jadi tidak ada yang dinilai. "
                f"Pilih 1 sampai {MOST_PROCESSES}."
            )
        # Told to stop, it takes its half-written files away first.
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        begun = time.monotonic()
        look = _Look(self.stderr, wanted=options["progress"] or sys.stderr.isatty())
        try:
            outcome = simulate(
                options["folder"], options["out"], processes=processes, tell=look.tell
            )
        except BadInput as bad:
            raise CommandError(bad_input_sentence(bad)) from None
        except KeyboardInterrupt:
            raise CommandError(
                "Penilaian dihentikan, jadi tidak ada hasil yang ditulis. Jalankan lagi perintah "
                "yang sama untuk mengulang dari awal.",
                returncode=130,
            ) from None
        except OSError as error:
            raise CommandError(
                f"Berkas tidak dapat dibaca atau ditulis ({error.strerror}: {error.filename}), "
                "jadi tidak ada hasil yang ditulis. Periksa folder, izin, dan ruang disk, lalu "
                "jalankan lagi."
            ) from error
        finally:
            look.clear()
            signal.signal(signal.SIGTERM, before)
        self._show(outcome, options["out"], time.monotonic() - begun)

    def _show(self, outcome: Outcome, out: Path, seconds: float) -> None:
        self.stdout.write(done_sentence(outcome, out, seconds))


class _Look:
    """Progress on one line of the terminal, twice a second."""

    def __init__(self, stream: Any, *, wanted: bool) -> None:
        self._stream, self._wanted = stream, wanted
        self._next = time.monotonic() + SECONDS_BETWEEN
        self._width = 0

    def tell(self, progress: Progress) -> None:
        """Show the progress when it is time."""
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + SECONDS_BETWEEN
            self._write(progress_words(progress))

    def clear(self) -> None:
        """Leave the line empty for what comes next."""
        if self._width:
            self._write("")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r{text:<{self._width}}" + ("" if text else "\r"), ending="")
        self._stream.flush()
        self._width = len(text)

"""A BSrE client on loopback: speaks the documented answers, and really signs.

`POST /api/sign/pdf` with Basic auth and the documented form fields; the official's NIK and
passphrase decide the answer. Which one, and what was received, the test can see.
"""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

NIK, PASSPHRASE = "3211010101700001", "rahasia-Sekali-1!"
ACCOUNT = ("portal", "sandi-akun")
ERRORS = {
    "unknown": (400, {"error": "User tidak terdaftar", "status_code": 2011}),
    "passphrase": (400, {"error": "Passphrase anda salah", "status_code": 2031}),
    "expired": (400, {"error": "Sertifikat user sudah expired", "status_code": 2021}),
    "broken": (500, {"error": "Terjadi kesalahan pada server", "status_code": 5000}),
}


@dataclass
class StandIn:
    """What the client was sent.

    `mood` chooses an error; ``fetch``: sign, answer a number; ``hang up``: no answer at all.
    """

    signer: signers.Signer
    url: str = ""
    mood: str = ""
    received: dict[str, Any] = field(default_factory=dict)
    kept: bytes = b""


@contextmanager
def stand_in(signer: signers.Signer) -> Iterator[StandIn]:
    """A client that signs with `signer`, until the block ends."""
    state = StandIn(signer)
    server = _Server(("127.0.0.1", 0), _Handler)
    server.state = state
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    state: StandIn


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        state = self.server.state
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self._known():
            return
        state.received = _form(self.headers["Content-Type"], body) | {"path": self.path}
        mood = _mood(state)
        if mood == "hang up":
            self.close_connection = True
        elif mood in ERRORS:
            status, said = ERRORS[mood]
            self._answer(status, json.dumps(said).encode(), "application/json")
        elif mood == "fetch":
            state.kept = _signed(state)
            self._answer(200, b'{"id_dokumen": "a1b2c3"}', "application/json")
        else:
            signed = b"bukan surat" if mood == "nonsense" else _signed(state)
            self._answer(200, signed, "application/pdf", id_dokumen="a1b2c3")

    def do_GET(self) -> None:
        if self._known() and self.path == "/api/sign/download/a1b2c3":
            self._answer(200, self.server.state.kept, "application/pdf")

    def _known(self) -> bool:
        expected = base64.b64encode(":".join(ACCOUNT).encode()).decode()
        if self.headers["Authorization"] == f"Basic {expected}":
            return True
        self._answer(401, b'{"error": "Unauthorized"}', "application/json")
        return False

    def _answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing on the terminal."""


def _mood(state: StandIn) -> str:
    if state.received["nik"] != NIK:
        return "unknown"
    if state.received["passphrase"] != PASSPHRASE:
        return "passphrase"
    return state.mood


def _form(kind: str, body: bytes) -> dict[str, Any]:
    whole: Message = BytesParser(policy=HTTP).parsebytes(
        b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
    )
    found: dict[str, Any] = {}
    for part in whole.iter_parts():  # type: ignore[attr-defined]
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        found[name] = content if part.get_filename() else content.decode()
    return found


def _signed(state: StandIn) -> bytes:
    """The letter with the picture it was sent, in the place it was told."""
    sent = state.received
    writer = IncrementalPdfFileWriter(BytesIO(sent["file"]))
    left, bottom = int(sent["xAxis"]), int(sent["yAxis"])
    box = (left, bottom, left + int(sent["width"]), bottom + int(sent["height"]))
    place = fields.SigFieldSpec("ttd", on_page=int(sent["page"]) - 1, box=box)
    fields.append_signature_field(writer, place)
    assert sent["imageTTD"].startswith(b"\x89PNG")
    meta = signers.PdfSignatureMetadata(field_name="ttd", md_algorithm="sha256")
    signed: BytesIO = signers.PdfSigner(meta, signer=state.signer).sign_pdf(writer)
    return signed.getvalue()

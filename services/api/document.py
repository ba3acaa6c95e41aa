"""The OpenAPI 3.1 document: what ninja knows of the operations, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from services.api.operations import api
from services.views.api import PER_MINUTE, SEARCHES_PER_MINUTE

PREFIX = "api/v1"
DESCRIPTION = f"""\
Data terbuka portal Hadir: loket mana yang sedang dilayani, dan apa yang direncanakan. Hanya baca,
tanpa kunci, untuk semua asal (CORS `*`), tanpa kuki. Tidak ada nama, NIP, jumlah petugas, atau
alasan siapa pun di dalamnya. Saat dari bukti dibulatkan ke bawah per lima menit.

- Simpan `ETag` dan kirim `If-None-Match`: selama isinya sama, jawabannya 304 tanpa isi.
- Sesudah `valid_until`, status lama jangan ditampilkan: katakan “mungkin sudah usang”.
- Batas: {PER_MINUTE} permintaan per menit per alamat, pencarian {SEARCHES_PER_MINUTE}; lebih dari
  itu 429 dengan `Retry-After`.
- `lang=en` meminta kalimat dalam bahasa Inggris.
- Penolakan: `{{"errors": {{nama: [kalimat]}}}}`.

Read-only open data of the Hadir portal: which desks are staffed now, and what is planned.
Add `lang=en` for sentences in English.
"""
LANGUAGE = {
    "name": "lang",
    "in": "query",
    "required": False,
    "description": "Bahasa kalimat dalam jawaban. Language of the sentences.",
    "schema": {"type": "string", "enum": ["id", "en"], "default": "id"},
}
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "ETag dari jawaban sebelumnya.",
    "schema": {"type": "string"},
    "example": 'W/"0f3a9c6d1b2e4f5a6b7c8d9e"',
}
ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/Errors"}}}
HEADERS = {
    "ETag": ("Sidik isi jawaban.", {"type": "string", "pattern": '^W/"[0-9a-f]+"$'}),
    "Cache-Control": ("Berapa lama boleh disimpan.", {"type": "string"}),
    "Access-Control-Allow-Origin": ("Semua asal.", {"type": "string", "const": "*"}),
    "Retry-After": ("Detik sampai boleh mencoba lagi.", {"type": "integer", "minimum": 1}),
    "Allow": ("Yang boleh.", {"type": "string", "const": "GET, HEAD, OPTIONS"}),
}
SUMMARY = "Loket mana yang dilayani sekarang"
TAGS = [
    {"name": "Status", "description": "Yang sedang berlaku; singkat umurnya."},
    {"name": "Direktori", "description": "Yang ditawarkan dan direncanakan."},
    {
        "name": "HSDS 3.0",
        "description": "Direktori yang sama menurut Open Referral HSDS 3.0, jam rencana saja.",
    },
]


@dataclass(frozen=True, slots=True)
class Listed:
    """One operation for people: its address with an example filled in, and what it is for."""

    path: str
    example: str
    summary: str
    tag: str


@cache
def openapi() -> dict[str, Any]:
    """The document; made once in a process."""
    from services.api.shapes import Errors

    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    found["info"] = {**found["info"], "summary": SUMMARY, "description": DESCRIPTION}
    found["tags"] = TAGS
    found["servers"] = [{"url": "/", "description": "Portal ini"}]
    found["components"]["schemas"]["Errors"] = Errors.model_json_schema()
    for path, methods in found["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    return found


def _complete(path: str, operation: dict[str, Any]) -> None:
    """What every operation takes and may answer, besides its own 200."""
    operation["parameters"] = [*operation["parameters"], LANGUAGE, IF_NONE_MATCH]
    answers = {int(status): answer for status, answer in operation["responses"].items()}
    answers[200]["description"] = "Jawabannya."
    answers[304] = {"description": "Isinya sama dengan ETag yang dikirim; tanpa isi."}
    if "{" in path or any(each["name"] == "page" for each in operation["parameters"]):
        answers[404] = {"description": "Tidak ada di sini.", "content": ERROR}
    answers[405] = {"description": "Hanya dapat dibaca.", "content": ERROR}
    answers[422] = {"description": "Bentuk parameternya tidak dikenal.", "content": ERROR}
    answers[429] = {"description": "Terlalu banyak permintaan.", "content": ERROR}
    for status, answer in answers.items():
        answer["headers"] = _headers(status)
    operation["responses"] = {str(status): answers[status] for status in sorted(answers)}


def _headers(status: int) -> dict[str, Any]:
    names = ["Cache-Control", "Access-Control-Allow-Origin"]
    names += {200: ["ETag"], 304: ["ETag"], 405: ["Allow"], 429: ["Retry-After"]}.get(status, [])
    return {
        name: {"description": HEADERS[name][0], "required": True, "schema": HEADERS[name][1]}
        for name in names
    }


def listed() -> list[Listed]:
    """The operations in the document's order, worded in the active language."""
    return [
        Listed(
            path=path,
            example=_example(path, operation),
            summary=_(operation["summary"]),
            tag=operation["tags"][0],
        )
        for path, methods in openapi()["paths"].items()
        for operation in methods.values()
    ]


def _example(path: str, operation: dict[str, Any]) -> str:
    """The address with required words filled in, or empty where an identifier must be looked up."""
    required = [each for each in operation["parameters"] if each["required"]]
    asked = "&".join(
        f"{each['name']}={each['examples'][0]}".replace(" ", "+")
        for each in required
        if each["in"] == "query"
    )
    if "{" in path:
        return ""
    return f"{path}?{asked}" if asked else path

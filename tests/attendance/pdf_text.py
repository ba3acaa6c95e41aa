"""The text of a PDF that our letters are: enough of the format, and no library for it.

Reads the page streams' text operators and each font's map from glyphs to Unicode. One piece of
text for each time the typesetter placed some.
"""

import re
import zlib
from collections.abc import Iterator

STREAM = re.compile(rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n(.*?)\nendstream", re.DOTALL)
TO_UNICODE = re.compile(rb"(\d+) 0 obj\s*<<[^>]*?/ToUnicode (\d+) 0 R")
PAGE = re.compile(rb"/Type\s*/Page\b.*?/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", re.DOTALL)
FONTS = re.compile(rb"(\d+) 0 obj\s*<<(?:(?!endobj).)*?/Font\s*<<(.*?)>>", re.DOTALL)
GLYPHS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
GLYPH = re.compile(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>")
TOKEN = re.compile(rb"/(\w+) [\d.]+ Tf|(\()|\b(TJ|Tj)\b")
PLAIN = {b"b": 8, b"t": 9, b"n": 10, b"f": 12, b"r": 13}


def text_of_pdf(pdf: bytes) -> list[str]:
    """Every piece of text on the pages, in the order of their streams."""
    streams = {int(number): _open(head, body) for number, head, body in STREAM.findall(pdf)}
    maps = {int(font): _glyphs(streams[int(at)]) for font, at in TO_UNICODE.findall(pdf)}
    fonts = {
        int(resources): {
            name: maps[int(number)] for name, number in re.findall(rb"/(\w+) (\d+) 0 R", listed)
        }
        for resources, listed in FONTS.findall(pdf)
    }
    return [
        piece
        for resources, contents in PAGE.findall(pdf)
        for piece in _shown(streams[int(contents)], fonts[int(resources)])
    ]


def _open(head: bytes, body: bytes) -> bytes:
    # Packed bytes may themselves end in a carriage return: nothing is cut off before unpacking.
    return zlib.decompressobj().decompress(body) if b"FlateDecode" in head else body


def _glyphs(cmap: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for listed in GLYPHS.findall(cmap)
        for glyph, text in GLYPH.findall(listed)
    }


def _shown(body: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    at, font, codes = 0, {}, b""
    while found := TOKEN.search(body, at):
        at = found.end()
        if found[1]:
            font = fonts[found[1]]
        elif found[2]:
            string, at = _string(body, at)
            codes += string
        else:
            pairs = (codes[number : number + 2] for number in range(0, len(codes), 2))
            yield "".join(font[int.from_bytes(pair)] for pair in pairs)
            codes = b""


def _string(body: bytes, at: int) -> tuple[bytes, int]:
    """A literal string from behind its opening bracket, and where it ends."""
    made, depth = bytearray(), 1
    while True:
        byte = body[at : at + 1]
        at += 1
        if byte == b"\\":
            octal = re.match(rb"[0-7]{1,3}", body[at : at + 3])
            escaped = octal[0] if octal else body[at : at + 1]
            made.append(int(escaped, 8) if octal else PLAIN.get(escaped, escaped[0]))
            at += len(escaped)
            continue
        depth += {b"(": 1, b")": -1}.get(byte, 0)
        if not depth:
            return bytes(made), at
        made += byte

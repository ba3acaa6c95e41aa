"""The two stylesheets the browser gets, joined from their sources.

One request instead of six is worth a joined file; a browser build is not. `make run` serves the
committed results. After a change in static/css/ run `python -m asn_wfh.stylesheet`; a test fails
when results and sources differ.
"""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
BOOTSTRAP = "vendor/bootstrap/bootstrap-hadir.min.css"
SOURCES = {
    "css/hadir.css": (
        BOOTSTRAP,
        "css/tokens.css",
        "css/base.css",
        "css/core.css",
        "css/public.css",
        "css/app.css",
    ),
    # Citizens' pages must stay under 30 KB with everything: no Bootstrap in them.
    "css/publik.css": ("css/tokens.css", "css/base.css", "css/core.css", "css/public.css"),
}


def squeezed(css: str) -> str:
    """`css` without comments and needless blanks; what stands inside quotes stays as it is."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    parts = re.split(r'("[^"]*")', css)
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(r"\s+", " ", parts[index])
        parts[index] = re.sub(r"\s*([{};,])\s*", r"\1", parts[index]).replace(";}", "}")
    return "".join(parts).strip()


def joined(name: str) -> str:
    """The text of the stylesheet `name` (a key of SOURCES), joined from its sources."""
    notice = "/* Made by asn_wfh/stylesheet.py from static/css and Bootstrap 5.3 (MIT). */\n"
    texts = (STATIC.joinpath(source).read_text(encoding="utf-8") for source in SOURCES[name])
    return notice + "\n".join(squeezed(text.removeprefix("\ufeff")) for text in texts) + "\n"


def main() -> None:
    """Write every joined stylesheet."""
    for name in SOURCES:
        STATIC.joinpath(name).write_text(joined(name), encoding="utf-8")


if __name__ == "__main__":
    main()

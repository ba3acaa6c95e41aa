"""Make the vendored browser files anew from their npm packages (see README.md beside this file).

Run from the project's root after `npm ci`, with a Python that has fonttools and brotli:

    python static/vendor/vendor.py

It compiles the Bootstrap subset, picks the icons named in icons.txt into one sprite, cuts the
font down, copies axe-core for the tests, and writes vendor.json (version, licence, SHA-256).
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent
ROOT = VENDOR.parent.parent
MODULES = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "node_modules"
FONT_UNICODES = (
    "U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B7,U+00BB,U+00C9,U+00D7,U+00E8,U+00E9,"
    "U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2022,U+2026,U+2212"
)

LETTER_WEIGHTS = (400, 600, 800)


def version(package: str) -> str:
    """The installed version of an npm package."""
    return json.loads((MODULES / package / "package.json").read_text())["version"]


def bootstrap() -> None:
    """Compile the subset of Bootstrap named in bootstrap-hadir.scss."""
    folder = VENDOR / "bootstrap"
    subprocess.run(
        [
            MODULES / ".bin" / "sass",
            "--no-source-map",
            "--style=compressed",
            "--quiet",
            f"--load-path={MODULES / 'bootstrap' / 'scss'}",
            folder / "bootstrap-hadir.scss",
            folder / "bootstrap-hadir.min.css",
        ],
        check=True,
    )
    shutil.copyfile(MODULES / "bootstrap" / "LICENSE", folder / "LICENSE")


def icons() -> None:
    """One SVG sprite of the icons listed in icons.txt, and a light one for citizens' pages."""
    folder = VENDOR / "bootstrap-icons"
    symbols = {}
    for name in (folder / "icons.txt").read_text().split():
        source = (MODULES / "bootstrap-icons" / "icons" / f"{name}.svg").read_text()
        body = re.search(r"<svg[^>]*>(.*)</svg>", source, re.DOTALL)
        if body is None:
            raise SystemExit(f"{name}.svg holds no picture")
        inner = re.sub(r">\s+<", "><", body[1].strip())
        symbols[name] = f'<symbol id="{name}" viewBox="0 0 16 16">{inner}</symbol>\n'
    for sprite, names in {
        "icons.svg": list(symbols),
        "citizens.svg": (folder / "citizens.txt").read_text().split(),
    }.items():
        text = "".join(symbols[name] for name in names)
        (folder / sprite).write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{text}</svg>\n')
    shutil.copyfile(MODULES / "bootstrap-icons" / "LICENSE", folder / "LICENSE")


def font() -> None:
    """Plus Jakarta Sans, weights 600 to 800, Latin letters and tabular figures."""
    package = MODULES / "@fontsource-variable" / "plus-jakarta-sans"
    folder = VENDOR / "plus-jakarta-sans"
    with tempfile.TemporaryDirectory() as temporary:
        middle = Path(temporary) / "weights.ttf"
        source = package / "files" / "plus-jakarta-sans-latin-wght-normal.woff2"
        run = [sys.executable, "-m", "fontTools"]
        subprocess.run(
            [*run, "varLib.instancer", source, "wght=600:800", "-q", "-o", middle], check=True
        )
        subprocess.run(
            [
                *run,
                "subset",
                middle,
                f"--unicodes={FONT_UNICODES}",
                "--layout-features=kern,tnum,ccmp",
                "--flavor=woff2",
                "--no-hinting",
                "--desubroutinize",
                f"--output-file={folder / 'plus-jakarta-sans.woff2'}",
            ],
            check=True,
        )
    shutil.copyfile(package / "LICENSE", folder / "OFL.txt")
    letter_fonts(package)


def letter_fonts(package: Path) -> None:
    """The same typeface in three fixed weights for the typesetter, which reads no variable font."""
    folder = ROOT / "attendance" / "letters" / "fonts"
    folder.mkdir(exist_ok=True)
    source = package / "files" / "plus-jakarta-sans-latin-wght-normal.woff2"
    run = [sys.executable, "-m", "fontTools"]
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.ttf"
        subprocess.run([*run, "ttLib.woff2", "decompress", "-o", plain, source], check=True)
        for weight in LETTER_WEIGHTS:
            middle = Path(temporary) / f"{weight}.ttf"
            fixed = [f"wght={weight}", "--update-name-table", "-q", "-o", middle]
            subprocess.run([*run, "varLib.instancer", plain, *fixed], check=True)
            subprocess.run(
                [
                    *run,
                    "subset",
                    middle,
                    "--unicodes=*",
                    "--layout-features=kern,tnum,ccmp,mark",
                    "--name-IDs=*",
                    "--no-hinting",
                    f"--output-file={folder / f'plus-jakarta-sans-{weight}.ttf'}",
                ],
                check=True,
            )
    shutil.copyfile(package / "LICENSE", folder / "OFL.txt")


def axe() -> None:
    """axe-core for the browser tests."""
    folder = ROOT / "tests" / "browser" / "vendor"
    shutil.copyfile(MODULES / "axe-core" / "axe.min.js", folder / "axe.min.js")
    shutil.copyfile(MODULES / "axe-core" / "LICENSE", folder / "axe-LICENSE.txt")


def manifest() -> None:
    """vendor.json: what each file is, and its SHA-256."""
    listed = [
        ("bootstrap", "MIT", "static/vendor/bootstrap/bootstrap-hadir.min.css"),
        ("bootstrap-icons", "MIT", "static/vendor/bootstrap-icons/icons.svg"),
        ("bootstrap-icons", "MIT", "static/vendor/bootstrap-icons/citizens.svg"),
        (
            "@fontsource-variable/plus-jakarta-sans",
            "OFL-1.1",
            "static/vendor/plus-jakarta-sans/plus-jakarta-sans.woff2",
        ),
        *(
            (
                "@fontsource-variable/plus-jakarta-sans",
                "OFL-1.1",
                f"attendance/letters/fonts/plus-jakarta-sans-{weight}.ttf",
            )
            for weight in LETTER_WEIGHTS
        ),
        ("axe-core", "MPL-2.0", "tests/browser/vendor/axe.min.js"),
    ]
    files = [
        {
            "file": path,
            "package": package,
            "version": version(package),
            "licence": licence,
            "sha256": hashlib.sha256((ROOT / path).read_bytes()).hexdigest(),
        }
        for package, licence, path in listed
    ]
    text = json.dumps({"compiled_with": f"sass {version('sass')}", "files": files}, indent=2)
    (VENDOR / "vendor.json").write_text(text + "\n")


if __name__ == "__main__":
    bootstrap()
    icons()
    font()
    axe()
    manifest()

"""What stands in no file: a registry's host, a machine's folder, a secret, a note to ourselves."""

import re

import pytest

from tests.architecture.sources import texts

REGISTRY_PARTS = [
    ("pypi", "org"), ("pythonhosted", "org"), ("registry.npmjs", "org"), ("yarnpkg", "com"),
]  # fmt: skip
# Put together here, so that this file does not hold what it looks for.
REGISTRIES = [
    "py" + "pi.org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "yarn" + "pkg.com",
]
FORBIDDEN = {
    "a registry's host": re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE),
    "a folder of one machine": re.compile(
        r"(?<![\w.{}$~*-])/(work|root|Users|home/(?!app\b|hadir\b)[a-z]\w*)/[\w.]"
    ),
    "a private key": re.compile("-----BEGIN " + r"[A-Z ]*PRIVATE KEY-----"),
    "a note to ourselves": re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [
        f"{path}:{number}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a registry's host", f"--index-url https://{REGISTRIES[0]}/simple"),
        ("a folder of one machine", "cd /" + "work/main/x"),
        ("a private key", "-----BEGIN " + "RSA PRIVATE KEY-----"),
        ("a note to ourselves", "# TO" + "DO: later"),
    ],
)
def test_each_is_recognised(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)

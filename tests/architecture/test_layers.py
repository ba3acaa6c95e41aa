"""Import direction: attendance → services → accounts, pure rules, an open side without people."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import APPS, ROOT, modules


def test_every_import_contract_is_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_contracts_name_every_app() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    linted = configured["tool"]["importlinter"]
    assert {"asn_wfh", *APPS} == set(linted["root_packages"])
    layers = next(each for each in linted["contracts"] if each["type"] == "layers")
    assert layers["layers"] == ["attendance", "services", "accounts"]


@pytest.mark.parametrize("room", ["rules", "models", "actions", "views", "wording", "urls"])
@pytest.mark.parametrize("app", APPS)
def test_every_app_has_the_same_rooms(app: str, room: str) -> None:
    if (app, room) in NOT_NEEDED:
        assert not _room(app, room), f"{app} has {room} now: take it from the exceptions"
        return
    assert _room(app, room), f"{app}/{room}.py (or a package of that name) is missing"


# Signing in changes no row of ours that a verb would be needed for.
NOT_NEEDED = {("accounts", "actions")}


def _room(app: str, room: str) -> bool:
    return any(Path(app, name) in modules() for name in (f"{room}.py", f"{room}/__init__.py"))


def test_there_are_no_drawers() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "services.py", "tools"}
    found = [
        str(module)
        for module in modules()
        if {module.stem, *module.parts[1:-1]} & drawers or module.name == "services.py"
    ]
    assert not found

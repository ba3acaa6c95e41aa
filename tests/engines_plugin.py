"""Gives each test process its own data folder before Django's settings are read.

Loaded by `-p` in pyproject.toml: a conftest would come too late.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

import pytest

from asn_wfh.engines import temporary_data_dir
from tests.migrated import ROOT, know_secrets

_folders = ExitStack()
DATA = _folders.enter_context(temporary_data_dir())
know_secrets(DATA)
os.environ["DATA"] = str(DATA)
# Set rather than removed: a developer's .env would speak where the environment is silent.
os.environ |= {
    "DATABASE_URL": "",
    "DATABASE_OWNER_URL": "",
    "REDIS_URL": "",
    "CLOCK_OFFSET_SECONDS": "0",
    "EMAIL_URL": "",
    "PORTAL_URL": "",
}


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let the database be migrated while several processes still collect their tests."""
    if getattr(config.option, "dist", "no") != "no" and not hasattr(config, "workerinput"):
        # Where it fails, the first test that needs a database says why.
        making = subprocess.Popen(
            [sys.executable, "-m", "tests.migrated"], cwd=ROOT, stderr=subprocess.DEVNULL
        )
        _folders.callback(making.wait)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder when the process is done."""
    _folders.close()

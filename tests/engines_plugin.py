"""Gives each test process its own data folder before Django's settings are read.

Loaded by `-p` in pyproject.toml: a conftest would come too late.
"""

import os
from contextlib import ExitStack

import pytest

from asn_wfh.engines import temporary_data_dir

_folders = ExitStack()
os.environ["DATA"] = str(_folders.enter_context(temporary_data_dir()))
# Set rather than removed: a developer's .env would speak where the environment is silent.
os.environ |= {
    "DATABASE_URL": "",
    "DATABASE_OWNER_URL": "",
    "REDIS_URL": "",
    "CLOCK_OFFSET_SECONDS": "0",
    "EMAIL_URL": "",
    "PORTAL_URL": "",
}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder when the process is done."""
    _folders.close()

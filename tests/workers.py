"""How tests are shared among processes (`-n 2`): file by file, all journeys to one.

The journeys share one running portal, and take longest, so they are handed out first, and after
them the other files that take more than a minute: at the end of the queue one process would wait
for them.
xdist's own groups (`--dist loadgroup`) don't reach pytest 9.2: it no longer reads the name they are
noted in.
"""

from collections import OrderedDict
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/browser/"
LONGEST = (JOURNEYS, "tests/frame/test_up.py", "tests/architecture/test_permissions.py")


class _LongestFirst(OrderedDict[str, dict[str, bool]]):
    """The queue of work, from which xdist takes at the front."""

    def __setitem__(self, scope: str, tests: dict[str, bool]) -> None:
        super().__setitem__(scope, tests)
        for long in reversed(LONGEST):
            if long in self:
                self.move_to_end(long, last=False)


class FileByFile(LoadScopeScheduling):
    """Whole files, so that what a module builds is built once; all journeys as if one file."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        self.workqueue = _LongestFirst()

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:
    """Ours in place of xdist's, whatever `--dist` says."""
    return FileByFile(config, log)

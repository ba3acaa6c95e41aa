"""`.env.example` and the code agree on every variable."""

import re
from pathlib import Path

from asn_wfh.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
# Read by the run command and by docker-compose.yml instead of by `Environment`.
ELSEWHERE = {
    "PORT", "HOST", "CLOCK", "NO_COLOR",
    "POSTGRES_PASSWORD", "HADIR_OWNER_PASSWORD", "HADIR_APP_PASSWORD",
}  # fmt: skip


def listed() -> dict[str, str]:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^#([A-Z_0-9]+)=(.*)$", text, flags=re.MULTILINE))


def test_the_example_lists_exactly_what_is_read() -> None:
    read = {name.upper() for name in Environment.model_fields}
    assert set(listed()) == read | ELSEWHERE


def test_defaults_in_the_example_are_the_codes() -> None:
    for name in ("ALLOWED_HOSTS", "BEHIND_TLS", "TRUSTED_PROXIES", "DEBUG", "CLOCK_OFFSET_SECONDS"):
        default = Environment.model_fields[name.lower()].default
        assert listed()[name] == str(default).replace("False", "false"), name


def test_compose_gives_only_variables_that_are_read() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    used = set(re.findall(r"\$\{([A-Z_]+)", text))
    assert used
    assert used <= set(listed())

"""What the portal takes from its environment, read once and checked.

Names, meanings and defaults stand in `.env.example`; the file and this class are
compared by a test.
"""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent


class Environment(BaseSettings):
    """The variables of `.env.example`, typed."""

    model_config = SettingsConfigDict(env_file=BASE_DIR / ".env", extra="ignore")

    data: Path = Field(default=BASE_DIR / ".data")
    snapshot_dir: Path | None = None
    database_url: str = ""
    database_owner_url: str = ""
    redis_url: str = ""
    secret_key: str = ""
    secret_key_file: Path | None = None
    allowed_hosts: str = "localhost,127.0.0.1,[::1]"
    csrf_trusted_origins: str = ""
    behind_tls: bool = False
    trusted_proxies: int = 0
    debug: bool = False
    clock_offset_seconds: int = 0
    portal_url: str = ""
    email_url: str = ""
    email_password_file: Path | None = None
    default_from_email: str = ""
    vapid_private_key_file: Path | None = None
    signing_p12: Path | None = None
    signing_p12_password_file: Path | None = None
    signing_pkcs11_module: Path | None = None
    signing_pkcs11_token: str = ""
    signing_pkcs11_key: str = ""
    signing_pkcs11_pin_file: Path | None = None
    signing_bsre_url: str = ""
    signing_bsre_user_file: Path | None = None
    signing_bsre_password_file: Path | None = None
    signing_tsa_url: str = ""
    signing_trust_roots: Path | None = None

    @property
    def embedded(self) -> bool:
        """Whether PostgreSQL is the one this checkout starts for itself."""
        return not self.database_url

"""Django's settings. What varies between places comes from `environment.py`."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from pghistory import DeleteEvent, InsertEvent, UpdateEvent

from asn_wfh import clock
from asn_wfh.databases import broker_url, cache_location, databases
from asn_wfh.environment import BASE_DIR, Environment
from asn_wfh.logs import configure_logs
from asn_wfh.mail import mail, portal_url
from asn_wfh.secrets import push_key, secret_key
from asn_wfh.signing import signing_settings

ENV = Environment()
DATA_DIR = ENV.data.resolve()
DEBUG = ENV.debug
if ENV.clock_offset_seconds and not ENV.embedded:
    raise ImproperlyConfigured(
        "CLOCK_OFFSET_SECONDS menggeser jam portal dan hanya untuk basis data bawaan. "
        "Hapus dari lingkungan, lalu jalankan lagi."
    )
clock.shift(ENV.clock_offset_seconds)
SECRET_KEY = secret_key(ENV)
ALLOWED_HOSTS = [host for host in ENV.allowed_hosts.split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in ENV.csrf_trusted_origins.split(",") if origin]

ROOT_URLCONF = "asn_wfh.urls"
WSGI_APPLICATION = "asn_wfh.wsgi.application"
# A roster's grid sends two fields per person and day: a week of 200 people is 2,800.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "tree_queries",
    "pgtrigger",
    "pghistory",
    "asn_wfh",
    "accounts",
    "services",
    "attendance",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "asn_wfh.middleware.clock_middleware",
    "asn_wfh.language.language_middleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.tenant_middleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asn_wfh.navigation.navigation",
            ],
            "builtins": [
                "asn_wfh.templatetags.hadir_display",
                "asn_wfh.templatetags.hadir_language",
            ],
        },
    },
]

# --- engines -----------------------------------------------------------------
DATABASES = databases(ENV, DATA_DIR)
CACHES = {
    "default": {
        "BACKEND": "asn_wfh.cache.ForgivingRedisCache",
        "LOCATION": cache_location(ENV, DATA_DIR),
        "KEY_PREFIX": "hadir",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1.0},
    }
}

# --- people ------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Employee"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.NipBackend"]
PASSWORD_HASHERS = ["accounts.sign_in.PortalArgon2Hasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "attendance:today"
LOGOUT_REDIRECT_URL = "services:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "accounts.sign_in.AccountAdapter"
# A whole office signs in from one address at 07.30, so limits per address are wide;
# guessing is stopped by the limit per NIP.
ACCOUNT_RATE_LIMITS = {"login": "1200/m/ip", "login_failed": "120/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_NAME = "hadir_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.behind_tls
CSRF_FAILURE_VIEW = "asn_wfh.views.csrf_failure"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if ENV.behind_tls else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_tls else None
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# --- messages ----------------------------------------------------------------
PORTAL_URL = portal_url(ENV)
_MAIL = mail(ENV)
MAIL_IS_ON = _MAIL.is_on
MAILERS = _MAIL.mailers
DEFAULT_FROM_EMAIL = _MAIL.sender
VAPID_PRIVATE_KEY = push_key(ENV)
# Push services inside the own network: name and port, and the certificate authority they show.
# Nothing in the environment sets them, so that no subscription leads a worker to a machine in
# here; the tests' stand-in server is the only one.
PUSH_INSIDE: dict[str, str] = {}

# --- citizens' reports --------------------------------------------------------
# Days after the end of a report: its e-mail address goes, and later the report with every step.
COMPLAINT_CONTACT_DAYS = 90
COMPLAINT_KEPT_DAYS = 730

# --- signed letters ----------------------------------------------------------
SIGNING = signing_settings(ENV)

# --- words and time ----------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- static files ------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- snapshots: the citizens' pages as bytes -----------------------------------
SNAPSHOT_DIR = (ENV.snapshot_dir or DATA_DIR / "snapshots").resolve()

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Celery ------------------------------------------------------------------
CELERY_BROKER_URL = broker_url(ENV, DATA_DIR)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"
# Citizens see an officer within seconds, however long the reports in the other queue take, and
# before what the clock alone asks of the desks.
BY_THE_CLOCK = {"queue": "desks", "priority": 6}
CELERY_TASK_ROUTES = {
    "attendance.drain_outbox": {"queue": "desks"},
    "attendance.drain_outboxes": BY_THE_CLOCK,
    "attendance.beat_pipeline": BY_THE_CLOCK,
    "attendance.beat_silent": {"queue": "desks"},
    "attendance.keep_beat": {"queue": "desks"},
    "services.publish_offices": {"queue": "desks"},
    "services.refresh_snapshots": BY_THE_CLOCK,
    "attendance.settle_office": {"queue": "desks"},
}
# Without the last two, a task whose worker was killed waits for a minute and a half.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 0.5,
    # A request that rings for a task must not wait: without this a broker that is away costs it
    # six seconds. What it rang for is found by the schedule; workers reconnect by their own rule.
    "max_retries": 0,
}
CELERY_BEAT_SCHEDULE = {
    # After an hour without its worker one look suffices: older messages are not worth a turn.
    "drain-outbox": {
        "task": "attendance.drain_outboxes",
        "schedule": 5.0,
        "options": {"expires": 30.0},
    },
    "beat-pipeline": {
        "task": "attendance.beat_pipeline",
        "schedule": 60.0,
        "options": {"expires": 90.0},
    },
    "beat-silent": {
        "task": "attendance.beat_silent",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "close-days": {"task": "attendance.close_due_days", "schedule": 600.0},
    "rejudge-days": {"task": "attendance.rejudge_waiting", "schedule": 60.0},
    "open-cases": {"task": "attendance.open_all_cases", "schedule": 3600.0},
    "resume-reports": {"task": "attendance.resume_reports", "schedule": 300.0},
    "ask-due-reports": {"task": "attendance.ask_due_reports", "schedule": 900.0},
    "resume-national-runs": {"task": "attendance.resume_national_runs", "schedule": 60.0},
    "tend-files": {"task": "attendance.tend_files", "schedule": 300.0},
    "resume-generations": {"task": "attendance.resume_generations", "schedule": 60.0},
    "resume-trials": {"task": "attendance.resume_trials", "schedule": 300.0},
    "forget-codes": {"task": "attendance.forget_codes", "schedule": 24 * 3600.0},
    "make-partitions": {"task": "attendance.make_partitions", "schedule": 6 * 3600.0},
    "keep-beat": {"task": "attendance.keep_beat", "schedule": 60.0},
    "propose-outages": {"task": "attendance.propose_outages", "schedule": 300.0},
    "find-anomalies": {"task": "attendance.find_anomalies", "schedule": 3600.0},
    "tell-followers": {"task": "services.tell_followers", "schedule": 60.0},
    "forget-followers": {"task": "services.forget_followers", "schedule": 3600.0},
    "deliver-messages": {"task": "attendance.deliver_waiting", "schedule": 60.0},
    "remind-of-forms": {"task": "attendance.remind_of_forms", "schedule": 3600.0},
    "watch-complaints": {"task": "attendance.watch_all_complaints", "schedule": 300.0},
    "forget-complaints": {"task": "attendance.forget_complaints", "schedule": 24 * 3600.0},
    "remind": {"task": "attendance.remind", "schedule": 60.0},
    "account-weeks": {"task": "attendance.account_weeks", "schedule": 6 * 3600.0},
    "watch-desks": {"task": "attendance.watch_desks", "schedule": 60.0},
    "forget-desk-days": {"task": "attendance.forget_desk_days", "schedule": 24 * 3600.0},
    "publish-desk-plans": {"task": "attendance.publish_desk_plans", "schedule": 300.0},
    # A tick that waited longer than a second has a successor; it must not pile up.
    "refresh-snapshots": {
        "task": "services.refresh_snapshots",
        "schedule": 1.0,
        "options": {"expires": 1.0},
    },
}

# --- history: who changed what, written by triggers, never edited -------------
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (InsertEvent(), UpdateEvent(), DeleteEvent())

LOGGING_CONFIG = None
configure_logs(debug=DEBUG)

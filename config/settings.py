"""Every setting, read from the environment; `tiepdan up` and `tiepdan demo` set what a bare machine lacks."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from config.environment import env_bool, env_int, env_list, env_secret, env_text

django_stubs_ext.monkeypatch()

# ── Where we are ──────────────────────────────────────────────────────────────
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env_text("TIEPDAN_VAR", str(BASE_DIR / "var")))
VERSION = "0.1.0"
DEBUG = env_bool("DEBUG", default=False)
DEMO = env_bool("TIEPDAN_DEMO", default=False)  # opens the one-click sign-in door; never in real use
SECRET_KEY = env_secret("SECRET_KEY")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,.localhost,127.0.0.1")
BASE_URL = env_text("BASE_URL", "http://localhost:8000")
OFFICE_NAME = env_text("OFFICE_NAME", "Ban Tiếp công dân")
HELP_PHONE = env_text("HELP_PHONE", "")
EMBLEM_URL = env_text("EMBLEM_URL", "")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# ── Applications, in the order of the citizen's path ──────────────────────────
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # allauth's page of security keys asks for it
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "procrastinate.contrib.django",
    "tiepdan.places",
    "tiepdan.accounts",
    "tiepdan.audit",
    "tiepdan.outbox",
    "tiepdan.live",
    "tiepdan.web",
    "tiepdan.schedule",
    "tiepdan.cases",
    "tiepdan.clocks",
    "tiepdan.registrations",
    "tiepdan.refusals",
    "tiepdan.papers",
    "tiepdan.rooms",
    "tiepdan.alarms",
    "tiepdan.readiness",
    "tiepdan.desk",
    "tiepdan.hearings",
    "tiepdan.protection",
    "tiepdan.recordings",
    "tiepdan.minutes",
    "tiepdan.settlement",
    "tiepdan.followup",
    "tiepdan.duties",
    "tiepdan.reports",
    "tiepdan.administration",
    "tiepdan.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tiepdan.web.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tiepdan.web.typed.TypedTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tiepdan.web.methods.MethodsMiddleware",
    "tiepdan.accounts.second_factor.SecondFactorMiddleware",
    "tiepdan.web.signin.SignInRequiredMiddleware",
    "tiepdan.web.errors.DomainErrorMiddleware",
    "tiepdan.web.readonly.ReadOnlyGetMiddleware",
    *(["tiepdan.demo.front.FrontPageMiddleware"] if DEMO else []),
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tiepdan.web.navigation.navigation",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# ── Data: PostgreSQL only ─────────────────────────────────────────────────────
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database_from(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL connection URI."""
    parts = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {known[key]: parts.pop(key) for key in tuple(parts) if key in known}
    pool = {"min_size": 1, "max_size": env_int("DATABASE_POOL", 20), "timeout": 20}
    planner = {"options": "-c join_collapse_limit=4"}  # docs/decisions/0015-joins-in-written-order.md
    options = {**planner, **parts, **({"pool": pool} if env_bool("DATABASE_USE_POOL", default=False) else {})}
    test = {"NAME": env_text("TEST_DB", "test_tiepdan")}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": options, "TEST": test}


DATABASE_URL = env_secret("DATABASE_URL")
DATABASES = {"default": database_from(DATABASE_URL)}

# ── People ────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/tai-khoan/login/"
LOGIN_REDIRECT_URL = "/ban-lam-viec/"
ACCOUNT_ADAPTER = "tiepdan.accounts.adapter.StaffOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "TiepDan"
SESSION_COOKIE_AGE = env_int("SESSION_HOURS", 10) * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
IDENTITY_KEYS = env_list("IDENTITY_KEYS", "") or [env_secret("IDENTITY_KEY")]  # Fernet keys, newest first
PROTECTED_IDENTITY_KEY = env_secret("PROTECTED_IDENTITY_KEY")  # denunciations only
IDENTITY_INDEX_KEY = env_secret("IDENTITY_INDEX_KEY")

# ── Language and time ─────────────────────────────────────────────────────────
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "tiepdan" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# ── Files ─────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
RECORDINGS_DIR = Path(env_text("RECORDINGS_DIR", str(VAR_DIR / "recordings")))
MAX_PAPER_BYTES = env_int("MAX_PAPER_MB", 20) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"
        if env_bool("STATIC_COLLECTED", default=False)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not env_bool("STATIC_COLLECTED", default=False)

# ── Security of pages ─────────────────────────────────────────────────────────
LIVEKIT_PUBLIC_URL = env_text("LIVEKIT_PUBLIC_URL", "ws://127.0.0.1:7880")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF, LIVEKIT_PUBLIC_URL, LIVEKIT_PUBLIC_URL.replace("ws", "http", 1)],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *env_list("CSP_FORM_ACTION", "")],
    }
}
CSRF_FAILURE_VIEW = "tiepdan.web.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if BASE_URL.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BASE_URL.startswith("https://") else None

# ── Messages to citizens ──────────────────────────────────────────────────────
EMAIL_BACKEND = env_text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env_text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env_int("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD") if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_text("EMAIL_FROM", "tiepcongdan@localhost")
SMS_GATEWAY = env_text("SMS_GATEWAY", "tiepdan.outbox.sms.FileGateway")
SMS_FILE = VAR_DIR / "sms.jsonl"

# ── Media ─────────────────────────────────────────────────────────────────────
LIVEKIT_URL = env_text("LIVEKIT_URL", "http://127.0.0.1:7880")
LIVEKIT_API_KEY = env_text("LIVEKIT_API_KEY", "tiepdan")
LIVEKIT_API_SECRET = env_secret("LIVEKIT_API_SECRET")
RECORDER_BIN = Path(env_text("RECORDER_BIN", str(VAR_DIR / "bin" / "recorder")))
RECONCILE_EVERY_SECONDS = env_int("RECONCILE_EVERY_SECONDS", 10)

# ── Logs: no secrets, no identity numbers, no names of denouncers ─────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env_text("LOG_LEVEL", "INFO")},
}

"""One settings file. What differs per place comes from the environment, with safe defaults."""

import os
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from kring.site.serving.places import MARK, data_folder
from kring.site.serving.secret import secret_of

PACKAGE = Path(__file__).resolve().parent.parent
DATA = data_folder()
# Signing in without a password is for a folder that the demo made, never for a real site.
DEMO = os.environ.get("KRING_DEMO") == "1" and (DATA / MARK).is_file()
DEBUG = False
# `kring serve` alone sets this, after its start-up checks: a real site, for real families.
KRING_SERVED = os.environ.get("KRING_SERVED") == "1" and not DEMO
SECRET_KEY = secret_of(DATA)
ALLOWED_HOSTS = [
    name.strip()
    for name in os.environ.get("KRING_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
    if name.strip()
]
# The proxies whose word about the visitor is believed, by address. Nobody else's ever is.
KRING_PROXIES = [each for each in os.environ.get("KRING_PROXIES", "").split(",") if each]

INSTALLED_APPS = [
    "kring.site.apps.KringConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "kring.base.middleware.security_headers",
    "kring.base.proxy.believe_the_proxy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kring.base.reader.knows_the_reader",
    "kring.reception.small_seat.SmallSeats",  # before whatever asks who signed in
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # closed unless opened
    "django.contrib.messages.middleware.MessageMiddleware",
    "kring.people.middleware.Sessions",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kring.journal.tampering.written_down",
    "kring.base.middleware.ExplainErrors",
    "kring.rights.refusals.NoteRefusals",  # innermost: it hears of a refusal first
]
ROOT_URLCONF = "kring.site.urls"
WSGI_APPLICATION = "kring.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "kring.base.templatetags.kring",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kring.site.demo.demo_bar",
            ],
        },
    }
]


def _sqlite(name: str) -> dict[str, object]:
    """Write-ahead log with full flushes: nothing acknowledged is lost in a power cut.

    `trusted_schema=OFF` would be better still, but older SQLite then refuses the JSON_VALID
    check that Django puts on every JSON column.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        # A served site never makes an empty database in the place of one that went missing.
        "NAME": f"{(DATA / name).as_uri()}?mode=rw" if KRING_SERVED else DATA / name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;PRAGMA cache_size=-16000;"
            "PRAGMA journal_size_limit=67108864;",
        },
    }


def _postgresql(url: str, suffix: str = "") -> dict[str, object]:
    """From `postgresql://user:word@host/name?host=/socket`."""
    parts = urlsplit(url)
    more = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) + suffix,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": more.get("host", parts.hostname or ""),
        "PORT": more.get("port", parts.port or ""),
        "OPTIONS": {word: more[word] for word in ("sslmode", "sslrootcert") if word in more},
        # Who reads is told with each question; a cursor on the server asks without it.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


# Pages, jobs and migrations each have a role of their own in PostgreSQL, see docs/beheer.md.
ROLE = os.environ.get("KRING_ROLE", "app")
POSTGRES = os.environ.get(f"KRING_POSTGRES_{ROLE.upper()}") or os.environ.get(
    "KRING_POSTGRES", ""
)
POSTGRES_KEYS = "" if ROLE == "owner" else os.environ.get("KRING_POSTGRES_KEYS", "")
# Two databases: who holds the data without the keys can read no name and no note.
DATABASES = (
    {
        "default": _postgresql(POSTGRES),
        "keys": _postgresql(POSTGRES_KEYS) if POSTGRES_KEYS else _postgresql(POSTGRES, "_keys"),
    }
    if POSTGRES
    else {"default": _sqlite("kring.sqlite3"), "keys": _sqlite("kring-keys.sqlite3")}
)
DATABASE_ROUTERS = ["kring.base.keystore.KeyRouter"]
# How many months a closed family is kept: the organisation chooses 1 to 24, never for ever.
KRING_KEEP_MONTHS = min(max(int(os.environ.get("KRING_KEEP_MONTHS", "12")), 1), 24)
KRING_KEY_RING = Path(os.environ.get("KRING_KEY_RING", DATA / "keyring" / "keyring.json"))

AUTH_USER_MODEL = "kring.User"
AUTHENTICATION_BACKENDS = ["kring.people.backends.ByMailAddress"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "kring.people.passwords.DifferentSigns"},
    {"NAME": "kring.people.passwords.NoWordOfThisPlace"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "overview:start"  # which knows the first page of each role
KRING_ROLES_HELD = "kring.families.roles_held.roles_held"
# The library signs in and keeps second factors; pages, words and limits are our own.
ACCOUNT_ADAPTER = "kring.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # asked for by a check; nobody signs up
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation goes to the address, and proves it
ACCOUNT_RATE_LIMITS = False  # people/throttle.py counts, in the database
MFA_RATE_LIMITS = False
MFA_ADAPTER = "kring.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ
# people/sessions.py ends a session sooner, by role; this is the longest of all.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
# Over https the browser itself guards that a cookie is ours: this host, no other path.
_HOST = "__Host-" if KRING_SERVED else ""
SESSION_COOKIE_NAME = f"{_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
KRING_KNOWN_COOKIE = f"{_HOST}known"
KRING_DEVICE_COOKIE = f"{_HOST}toestel"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = KRING_SERVED
LANGUAGE_COOKIE_SAMESITE = "Lax"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("ar", "العربية"), ("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
# The demo stands still on one day, so that its families stay as they were told.
KRING_TODAY = (
    date.fromisoformat(os.environ["KRING_TODAY"]) if "KRING_TODAY" in os.environ else None
)

# Where "Sluit snel" leads: a site that anybody may have open, such as one about the weather.
KRING_QUICK_EXIT = os.environ.get("KRING_QUICK_EXIT", "https://www.buienradar.be/")

# What breaks is told to whoever runs the site: where in the code, never whose data.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "propagate": True},
        "kring": {"handlers": ["console"], "propagate": True},
    },
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kring.base.static.FingerprintedStorage"},
}
if DEMO:
    # Straight from the package: nothing to collect and compress before the first page.
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

# `smtp://name:word@host:587?from=kring@voorbeeld.be`, or smtps:// for a lock from the start.
_MAIL = urlsplit(os.environ.get("KRING_MAIL", ""))
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587 if _MAIL.hostname else 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"  # never a password over an open line
EMAIL_TIMEOUT = 5  # seconds; the postman waits, no page does
DEFAULT_FROM_EMAIL = parse_qs(_MAIL.query).get("from", ["kring@localhost"])[0]

CSRF_FAILURE_VIEW = "kring.base.error_pages.forged"
if KRING_SERVED:
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    if KRING_PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        SECURE_SSL_REDIRECT = True

"""Settings: one file, everything that differs between machines comes from the environment.

`.env.example` lists the variables. Without any, the embedded servers are used and the site serves
this machine only. `SECREL_PRODUCTION=1` requires the others and refuses unsafe values.
"""

import os
import secrets
from contextlib import suppress
from datetime import date, time
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from secrel.api_settings import (  # noqa: F401
    API_PUBLIC_REQUESTS,
    API_REQUESTS,
    REST_FRAMEWORK,
    SPECTACULAR_SETTINGS,
)
from secrel.environment import env, env_flag, env_list, env_secret, networks, ports, with_password
from secrel.servers.places import Places
from secrel.typefaces import FALLBACK_FONTS, FONTS, OTHER_TYPEFACES  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent
PLACES = Places.here()
VAR = PLACES.var


def local_secret_key() -> str:
    """A key of this machine's own, made once."""
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret_key"
    if not path.exists():
        new = path.with_name(f".secret_key.{os.getpid()}")
        try:
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50))
            with suppress(FileExistsError):  # another process was first: its key counts
                os.link(new, path)
        finally:
            new.unlink(missing_ok=True)
    return path.read_text()


PRODUCTION = env_flag("SECREL_PRODUCTION")
DEBUG = False if PRODUCTION else env_flag("SECREL_DEBUG")
SECRET_KEY = env_secret("SECRET_KEY", None if PRODUCTION else "") or local_secret_key()
SECRET_KEY_FALLBACKS = [
    key for key in [env_secret("OLD_SECRET_KEY", "")] if key
]  # only to verify, never to sign
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
TODAY = date.fromisoformat(env("SECREL_TODAY")) if env("SECREL_TODAY", "") else None
if PRODUCTION and (not ALLOWED_HOSTS or TODAY):
    raise ImproperlyConfigured("Production needs ALLOWED_HOSTS, and the real date: unset SECREL_TODAY.")

INSTALLED_APPS = [
    "secrel.core",
    "modifications",
    "releases",
    "costs",
    "governance",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",  # its template
    "whitenoise.runserver_nostatic",
    "secrel.static_files.StaticFiles",
    "django.forms",
    "django.contrib.humanize",  # allauth's list of passkeys uses it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "heroicons",
    "csp",
]
MIDDLEWARE = [
    "secrel.core.web.log_lines.in_request",
    "secrel.core.web.caching.caching",
    "secrel.core.api.limits.limited",
    "csp.middleware.CSPMiddleware",  # above all that answers: redirects and static files carry the policy too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "secrel.core.web.middleware.readable",
    "secrel.core.changes.read_once.reading_once",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "secrel.core.web.caching.stored_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "secrel.core.people.second_factor.actors",
    "secrel.core.people.sign_in.events.refused_pages_are_logged",
    "secrel.core.editing.drafts.middleware.UnsavedInputMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "secrel.core.web.middleware.sentences",
]
ROOT_URLCONF = "secrel.urls"
WSGI_APPLICATION = "secrel.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_plain_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "secrel.core.web.context.page",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    _plain_loaders if DEBUG else [("django.template.loaders.cached.Loader", _plain_loaders)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "heroicons.templatetags.heroicons",
                "django.templatetags.static",
                "secrel.core.templatetags.ui",
                "secrel.core.templatetags.page_owner",
                "secrel.core.templatetags.addresses",
            ],
        },
    }
]
FORM_RENDERER = "secrel.core.editing.form_renderer.FormRenderer"

# Data
EMBEDDED_DATABASE = not env("DATABASE_URL", "")
DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", "") or PLACES.database_url(), conn_max_age=60, conn_health_checks=True
    )
}
if password := env_secret("DATABASE_PASSWORD", ""):
    DATABASES["default"]["PASSWORD"] = password
_options = DATABASES["default"].setdefault("OPTIONS", {})
_options["connect_timeout"] = 5
STATEMENT_SECONDS = int(env("STATEMENT_SECONDS", "20"))
LOCK_SECONDS = int(env("LOCK_SECONDS", "10"))
if env_flag("SECREL_WEB"):  # jobs and commands have limits of their own, or take the time they need
    _options["options"] = (
        f"-c statement_timeout={STATEMENT_SECONDS}s -c lock_timeout={LOCK_SECONDS}s "
        f"-c idle_in_transaction_session_timeout={3 * STATEMENT_SECONDS}s"
    )
REDIS_URL = with_password(env("REDIS_URL", ""), env_secret("REDIS_PASSWORD", ""))
CACHES = {
    "default": {  # allauth counts requests in this one: in the database, as limits hold without Valkey too
        "BACKEND": "secrel.core.people.sign_in.limits.LimitsCache",
        "LOCATION": "core_rate_limit",
        "OPTIONS": {"MAX_ENTRIES": 5_000},  # above it each write takes the expired rows away
    },
    "template_fragments": {  # HTML that a digest names, in each process
        "BACKEND": f"django.core.cache.backends.{'dummy.Dummy' if DEBUG else 'locmem.LocMem'}Cache",
        "OPTIONS": {"MAX_ENTRIES": 100},
    },
    "presence": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or f"unix://{PLACES.valkey_socket}?db=1",
        "KEY_PREFIX": "secrel",
        "OPTIONS": {
            "serializer": "django.core.signing.JSONSerializer",  # pickle would run what others write there
            "socket_timeout": 0.5,
            "socket_connect_timeout": 0.5,
        },
    },
}
STORAGES = {
    "default": {
        "BACKEND": "secrel.core.files.storage.WholeFileStorage",
        "OPTIONS": {"location": env("FILES_DIR", str(VAR / "files"))},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_FILES_BYTES = 30 * 1024 * 1024  # of one request; the web server and the proxy refuse more by its length
ACCEPTED_FILE_CONTENT = frozenset(env_list("ACCEPTED_FILE_CONTENT"))
if unknown := ACCEPTED_FILE_CONTENT - {"macros", "passwords", "scripts", "attachments"}:
    raise ImproperlyConfigured(
        f"ACCEPTED_FILE_CONTENT has unknown values: {', '.join(sorted(unknown))}. "
        "Use macros, passwords, scripts or attachments, separated by commas."
    )
FILE_UPLOAD_HANDLERS = ["secrel.core.files.uploads.LimitedUploadHandler"]

# Jobs
CELERY = {
    "broker_url": REDIS_URL or PLACES.broker_url(),
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    "broker_transport_options": {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_timeout": 1,  # a broker that hangs: the job waits in the database
        "max_retries": 0,
    },
    "task_ignore_result": True,
    "task_publish_retry": False,
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_soft_time_limit": 100,
    "task_time_limit": 120,
    "worker_prefetch_multiplier": 1,
    "worker_hijack_root_logger": False,
    "worker_max_tasks_per_child": 500,
    "timezone": "Europe/London",
}
DAILY_JOB_HOUR = 0 if TODAY else 6  # on a set day the hour of the clock means nothing
FILE_CHECK_HOUR = 3
REGRESSION_REMINDER_DAYS = min(max(int(env("REGRESSION_REMINDER_DAYS", "5")), 0), 60)  # Working Days
LOOK_AFTER_JOBS_EVERY = 3.0  # seconds

# Webhooks
WEBHOOK_NETWORKS = networks("WEBHOOK_NETWORKS", env_list("WEBHOOK_NETWORKS"))
WEBHOOK_PORTS = ports("WEBHOOK_PORTS", env_list("WEBHOOK_PORTS", "443"))
WEBHOOK_OFF_DAYS = min(max(int(env("WEBHOOK_OFF_DAYS", "5")), 1), 60)
WEBHOOK_LOG_DAYS = min(max(int(env("WEBHOOK_LOG_DAYS", "30")), 1), 366)

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_DIR", str(VAR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONTS)]
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no others; compressing those too doubled the time

# Sign-in
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["secrel.core.people.access.RoleBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "secrel.core.people.sign_in.passwords.CommonWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "secrel.core.people.access.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "secrel.core.people.access.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_FORMS = {
    "signup": "secrel.core.people.registration_forms.RegistrationForm",
    "reset_password_from_key": "secrel.core.people.sign_in.password_forms.PasswordByLinkForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no email to an address that has no account
ACCOUNT_RATE_LIMITS = {
    "login_failed": None,  # secrel.core.people.sign_in.throttle, which never locks an account for everyone
    "reset_password": "20/m/ip",  # without allauth's limit for an account, which an outsider can use up
    "confirm_email": None,  # AccountAdapter.send_mail: the same, for each kind of mail
}
NOT_WORK_ADDRESSES = frozenset(
    env_list(
        "NOT_WORK_ADDRESSES",
        "gmail.com,googlemail.com,outlook.com,hotmail.com,hotmail.co.uk,live.com,live.co.uk,msn.com,yahoo.com,"
        "yahoo.co.uk,icloud.com,me.com,aol.com,btinternet.com,proton.me,protonmail.com,gmx.com,mail.com",
    )
)
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = False
MFA_FORMS = {
    "authenticate": "secrel.core.people.sign_in.code_forms.CodeForm",
    "reauthenticate": "secrel.core.people.sign_in.code_forms.CodeAgainForm",
    "add_webauthn": "secrel.core.people.sign_in.passkey_forms.AddPasskeyForm",
    "authenticate_webauthn": "secrel.core.people.sign_in.passkey_forms.PasskeyForm",
    "login_webauthn": "secrel.core.people.sign_in.passkey_forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "secrel.core.people.sign_in.passkey_forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = (
    not PRODUCTION
)  # localhost; a browser knows passkeys on https and there only
MFA_TOTP_ISSUER = "secrel"
SECOND_FACTOR = PRODUCTION or env_flag("SECOND_FACTOR")  # demanded of who decides
SESSION_COOKIE_AGE = int(env("SIGN_IN_SECONDS", "") or 12 * 3600)
SESSION_IDLE_SECONDS = int(env("IDLE_SECONDS", "") or 2 * 3600)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a sheet of 60 modifications by 60 documents is one form
SESSION_ENGINE = "django.contrib.sessions.backends.db"
COOKIE_PREFIX = "__Host-" if PRODUCTION else ""  # secrel.core.web.cookies
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "secrel.core.web.cookies.Messages"
CSRF_FAILURE_VIEW = "secrel.views.csrf_failure"

# Email: files in a folder if no server is configured
EMAIL_HOST = env("EMAIL_HOST", "")
EMAIL_PORT = int(env("EMAIL_PORT", "587"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = bool(EMAIL_HOST)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "secrel.core.notifications.mail_files.MailFiles"
)
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "secrel <secrel@localhost>")
SECAS_EMAIL = env("SECAS_EMAIL", "" if PRODUCTION else "help@secas.example")
SECAS_TELEPHONE = env("SECAS_TELEPHONE", "" if PRODUCTION else "020 7946 0000")  # one of Ofcom's for fiction
WORD_TEMPLATE = env("WORD_TEMPLATE", "")
DOCUMENT_MARKS = [mark.strip() for mark in env("DOCUMENT_MARKS", "SEC releases").split(",")]
PAPER_PREFIXES = {
    body: prefix
    for body, _, prefix in (pair.partition("=") for pair in env_list("PAPER_PREFIXES", "panel=SECP,csc=CSC"))
}
SITE_URL = env("SITE_URL", None if PRODUCTION else "http://localhost:8000").rstrip("/")

# Time and language
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
try:
    CLOSE_OF_PLAY = time.fromisoformat(env("CLOSE_OF_PLAY", "17:30"))  # in London
except ValueError as error:
    raise ImproperlyConfigured("CLOSE_OF_PLAY is a time of day, like 17:30.") from error
BANK_HOLIDAYS_OF = env_list("BANK_HOLIDAYS_OF", "england_and_wales")

# Browser policy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{name: [NONE] for name in ("default-src", "frame-ancestors", "base-uri")},
        **{
            name: [SELF]
            for name in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action")
        },
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXIES", "1"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "secrel.core.web.log_lines.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
    "loggers": {
        **{name: {"level": env("LOG_LEVEL", "INFO")} for name in ("secrel", "celery")},
        # A line for each job begun and done would drown the others: every three seconds there is one.
        **{f"celery.{name}": {"level": "WARNING"} for name in ("beat", "worker.strategy", "app.trace")},
    },
}

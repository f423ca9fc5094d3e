"""Settings of the program. What an operator may set stands in ``environment`` (docs/reference/settings.md)."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from . import environment

PACKAGE = Path(__file__).resolve().parent.parent

LOKET_MODE = environment.mode()
DEMO = LOKET_MODE == environment.DEMO
TESTING = LOKET_MODE == environment.TEST
DEBUG = False

LOKET_DATA = environment.data_folder()
LOKET_STORAGE = Path(
    (environment.given("LOKET_STORAGE_URL") or str(LOKET_DATA / "files")).removeprefix("file://")
)
LOKET_SMTP_URL = environment.given("LOKET_SMTP_URL")
LOKET_CLAMD_SOCKET = environment.given("LOKET_CLAMD_SOCKET")
LOKET_SMS_URL = environment.given("LOKET_SMS_URL")
LOKET_WHATSAPP_URL = environment.given("LOKET_WHATSAPP_URL")
LOKET_REGISTRY_URL = environment.given("LOKET_REGISTRY_URL")

SECRET_KEY = environment.secret("LOKET_SECRET_KEY")
LOKET_MASTER_KEY = environment.master_key()

# Hosts are checked by tenants.middleware against the register of tenants; an unknown one learns nothing.
ALLOWED_HOSTS = ["*"]
PLATFORM_HOSTS = {"localhost", "127.0.0.1"} if DEMO or TESTING else set()
PLATFORM_URLCONF = "loket.demo.platform_urls"
# The platform's operators have a host of their own; without one there is no operator face.
LOKET_OPERATOR_HOST = environment.given("LOKET_OPERATOR_HOST").lower() or (
    "operator.localhost" if DEMO or TESTING else ""
)
OPERATOR_URLCONF = "loket.faces.operator.urls"
TENANTLESS_PATHS = {"/healthz", "/readyz"}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "loket.regions",
    "loket.tenants",
    "loket.audit",
    "loket.accounts",
    "loket.files",
    "loket.notifications",
    "loket.registry",
    "loket.staff",
    "loket.residents",
    "loket.catalogue",
    "loket.operators",
    "loket.applications",
    "loket.issuing",
    "loket.appointments",
    "loket.complaints",
    "loket.conversations",
    "loket.intake",
    "loket.reports",
    "loket.faces.portal",
    "loket.faces.workbench",
    "loket.faces.console",
    "loket.faces.operator",
    "loket.faces.hooks",
    "loket.foundation.ui",
    "loket.demo",
]

MIDDLEWARE = [
    "loket.config.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "loket.config.compression.CompressedPages",
    "loket.tenants.middleware.TenantOfHost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "loket.accounts.middleware.CurrentAccount",
    "loket.foundation.ui.language.Language",
    "loket.foundation.ui.inline_css.RememberStyles",
    "loket.foundation.ui.refusals.RefusalPages",
    "loket.tenants.middleware.UndoOnError",
]

ROOT_URLCONF = "loket.config.urls"
WSGI_APPLICATION = "loket.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                ("loket.foundation.ui.folding.Loader", ["django.template.loaders.app_directories.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "loket.foundation.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "loket.foundation.ui.templatetags.ui",
            ],
        },
    }
]

FORM_RENDERER = "loket.foundation.ui.quick_inputs.QuickInputs"

_url = environment.database_url()
DATABASES = {"default": environment.database_settings(_url or "postgresql://loket@localhost/loket")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
# In production a front web server ends TLS and overwrites this header (deploy/nginx); nowhere else is it believed.
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if LOKET_MODE == environment.PRODUCTION else None
)
SESSION_ENGINE = "loket.accounts.sessions"
_prefix = "" if DEMO or TESTING else "__Host-"
SESSION_COOKIE_NAME = f"{_prefix}masuk"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(_prefix)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "loket.foundation.ui.refusals.csrf_failure"
PASSWORD_HASHERS = [
    "loket.accounts.hashers.Argon2id",
]
LOGIN_URL = "/masuk/"

LANGUAGE_CODE = "id"
LANGUAGE_COOKIE_NAME = "bahasa"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = bool(_prefix)
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("Inggris"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/s/"
STATIC_ROOT = LOKET_DATA / "static"
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# A form with several photos of 15 MB; each file is checked again in files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Photos of a form without script stay in memory until they are sealed; only larger bodies touch the disk before.
FILE_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "loket.files.uploads.InMemory",
    "loket.files.uploads.OnDisk",
]

# Log lines name routes and codes, never people (security rule 38).
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "loket.config.log_lines.Impersonal",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"loket": {"level": "INFO"}},
}

SILENCED_SYSTEM_CHECKS: list[str] = []

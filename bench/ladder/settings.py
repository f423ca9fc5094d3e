"""Settings of the ladder: stock Django, with the usual middleware from the rung of session and user on."""

import os

from loket.config import environment

RUNG = os.environ.get("LADDER_RUNG", "session")
SECRET_KEY = "ladder"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.ladder.rungs"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "bench.ladder.app",
]
MIDDLEWARE = (
    [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    if RUNG == "session"
    else []
)
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATABASES = {"default": environment.database_settings(environment.database_url())}
DATABASES["default"]["NAME"] = "ladder"
DATABASES["default"]["ATOMIC_REQUESTS"] = False
_PAGE = """<!doctype html><title>{{ title }}</title><table>
{% for row in rows %}<tr><td>{{ row.pk }}</td><td>{{ row.name }}</td><td>{{ row.state }}</td>
<td>{{ row.created_at|date:"Y-m-d H:i" }}</td></tr>{% endfor %}</table><p>{{ who }}</p>"""
_SCREEN = """<!doctype html><title>{{ number }}</title><form method="post" enctype="multipart/form-data">
{% csrf_token %}{{ form.as_p }}<button>Lanjut</button></form>"""
_SENT = (
    """<!doctype html><title>{{ draft.pk }}</title>{% for one in photos %}<p>{{ one.name }}</p>{% endfor %}"""
)
_PAGES = {"rows.html": _PAGE, "screen.html": _SCREEN, "sent.html": _SENT}
_KEPT = ("django.template.loaders.locmem.Loader", _PAGES)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [_KEPT])]},
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
#: Where the floor of applying keeps its photos.
KEPT_IN = os.environ.get("LOKET_DATA", ".")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True

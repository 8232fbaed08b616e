"""Settings of the service. What differs between installations comes from the environment; defaults are safe.

COMMONWEAL_LOCAL=1 is for one person's own machine: plain HTTP on loopback. Everything else expects HTTPS in front.
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from commonweal_web.config import environment as env
from commonweal_web.config.mail import read_mail
from commonweal_web.config.records import logging_settings
from commonweal_web.config.single_sign_on import read_single_sign_on

DATA = env.data_folder()
LOCAL = env.flag("LOCAL")
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(DATA)
SECRET_KEY_FALLBACKS = env.words("OLD_SECRET_KEYS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000" if LOCAL else "")
CONTACT = env.text("CONTACT")  # whom people ask about this installation: an address or a sentence
FORCE_SCRIPT_NAME = env.path_prefix() or None
ALLOWED_HOSTS = [*env.words("HOSTS"), *(["127.0.0.1", "localhost", "[::1]"] if LOCAL or not env.words("HOSTS") else [])]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in env.words("HOSTS") if not host.startswith(".")]

INSTALLED_APPS = [
    "commonweal_web.layout",
    "commonweal_web.audit",
    "commonweal_web.accounts",
    "commonweal_web.procurements",
    "commonweal_web.design",
    "commonweal_web.publication",
    "commonweal_web.forecast",
    "commonweal_web.challenge",
    "commonweal_web.overview",
    "commonweal_web.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "commonweal_web.config.records.RecordRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "commonweal_web.api.middleware.PlainApi",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "commonweal_web.procurements.keeping.KeepWhatWasTyped",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonweal_web.accounts.middleware.LastSeenMiddleware",
    "commonweal_web.accounts.middleware.SecondFactorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "commonweal_web.config.urls"
WSGI_APPLICATION = "commonweal_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "commonweal_web.layout.context.look",
            ],
        },
    }
]
FORM_RENDERER = "commonweal_web.layout.forms.Renderer"
LAYOUT_NAVIGATION = [
    ("home", _("Procurements")),
    ("missions", _("Missions")),
    ("glossary", _("Glossary")),
    ("help", _("Help")),
]
LAYOUT_MAY_OPEN = "commonweal_web.accounts.access.may_open"

# --- database -------------------------------------------------------------------------------------

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
}
DATABASES = {"default": env.service_database()}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- people ---------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "commonweal_web.accounts.backends.PersonBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "commonweal_web.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = "commonweal_web.accounts.models.display_name"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a whole authority may come from one address
    "login_failed": None,  # axes counts these, in the database, for all processes
}
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_FORMS = {
    "login": "commonweal_web.accounts.forms.SignInForm",
    "change_password": "commonweal_web.accounts.forms.ChangePasswordForm",
    "reauthenticate": "commonweal_web.accounts.forms.ConfirmPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("PROXIES", 1 if env.flag("BEHIND_PROXY") else 0, least=0, most=5)
MFA_ADAPTER = "commonweal_web.accounts.adapters.CodesAdapter"
MFA_FORMS = {
    "authenticate": "commonweal_web.accounts.forms.CodeForm",
    "reauthenticate": "commonweal_web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "commonweal_web.accounts.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Commonweal"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: clocks of phones differ
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "commonweal_web.accounts.adapters.address_tried"
AXES_SENSITIVE_PARAMETERS = ["login", "password"]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # the record tells of sign-ins, by id
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "commonweal_web.accounts.adapters.address_of"  # library's word
AXES_LOCKOUT_CALLABLE = "commonweal_web.accounts.views.own.locked_out"
SINGLE_SIGN_ON = read_single_sign_on(local=LOCAL)
SOCIALACCOUNT_ADAPTER = "commonweal_web.accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_PROVIDERS = SINGLE_SIGN_ON.providers()
SOCIALACCOUNT_STORE_TOKENS = False
SESSION_COOKIE_AGE = env.whole("SESSION_HOURS", 8, least=1, most=24) * 3600
SESSION_COOKIE_NAME = "commonweal-session"
CSRF_COOKIE_NAME = "commonweal-csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- safety ---------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health$", r"^ready$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY") else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
MAXIMUM_UPLOAD = 20_000_000  # bytes of one file
API_PER_MINUTE = env.whole("API_PER_MINUTE", 120, least=1, most=10_000)  # requests of one token

# --- words and numbers ----------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- static files and records ---------------------------------------------------------------------

STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = LOCAL or DEBUG
LOGGING = logging_settings(level="WARNING" if LOCAL else "INFO")

# --- e-mail ---------------------------------------------------------------------------------------

globals().update(read_mail(env.text("EMAIL_URL"), sender=env.text("EMAIL_FROM"), site=SITE_URL))

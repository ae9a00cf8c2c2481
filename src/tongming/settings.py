"""Every setting, read from the environment; an empty environment runs.

docs/settings.md explains each variable, and a test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tongming import environment
from tongming.files.checking.model import Masking
from tongming.files.clamav_address import Address
from tongming.law.words import N_, say
from tongming.settings_access import *  # noqa: F403
from tongming.settings_access import TLS
from tongming.storage import database_from_url, prepare_var, secret_key
from tongming.supervision.crawling.fetching.network import networks

PACKAGE = Path(__file__).resolve().parent

# --- Where things are ---------------------------------------------------------------------------

VAR = Path(environment.text("TONGMING_VAR", "var")).expanduser().resolve()
VAR_PROBLEM = prepare_var(VAR)
FILES = VAR / "files"
SITE = Path(environment.text("TONGMING_SITE_ROOT", str(VAR / "site"))).expanduser().resolve()
QUARANTINE = VAR / "quarantine"
SEARCH = Path(environment.text("TONGMING_SEARCH", str(VAR / "search"))).expanduser().resolve()
SEALED = VAR / "sealed"
KEYS = Path(environment.text("TONGMING_KEYS", str(VAR / "keys.txt"))).expanduser().resolve()
SECRET_KEY = secret_key(VAR / "secret.key")

# --- Who is asked and how it is reached ---------------------------------------------------------

DEBUG = environment.flag("TONGMING_DEBUG")
ALLOWED_HOSTS = list(environment.words("TONGMING_HOSTS", ("localhost", "127.0.0.1", "[::1]")))
CSRF_TRUSTED_ORIGINS = [
    f"https://{host.removeprefix('.') if not host.startswith('.') else '*' + host}"
    for host in ALLOWED_HOSTS
    if TLS and host != "*"
]

# --- The rooms ----------------------------------------------------------------------------------

ROOMS = [
    "tongming.units",
    "tongming.units.handover",
    "tongming.units.roster",
    "tongming.units.newcomers",
    "tongming.units.institutions",
    "tongming.ledger",
    "tongming.files",
    "tongming.calendars",
    "tongming.sealing",
    "tongming.publishing",
    "tongming.publishing.channels",
    "tongming.search",
    "tongming.information",
    "tongming.registers",
    "tongming.registers.powers",
    "tongming.registers.budgets",
    "tongming.registers.catalogue",
    "tongming.registers.tallies",
    "tongming.registers.decisions",
    "tongming.registers.normative",
    "tongming.registers.villages",
    "tongming.applications",
    "tongming.applications.applicants",
    "tongming.applications.letters",
    "tongming.applications.handling",
    "tongming.applications.notices",
    "tongming.applications.openness",
    "tongming.engagement.messages",
    "tongming.engagement.matters",
    "tongming.engagement.topics",
    "tongming.engagement.consultations",
    "tongming.engagement.assessment",
    "tongming.engagement.reading",
    "tongming.supervision.training",
    "tongming.supervision.inspection",
    "tongming.supervision.crawling",
    "tongming.supervision.tasks",
    "tongming.remedies",
    "tongming.inspecting",
    "tongming.reports",
    "tongming.reports.submissions",
    "tongming.reports.sums",
    "tongming.reports.exchange",
    "tongming.reports.history",
    "tongming.portal",
    "tongming.portal.applying",
    "tongming.workbench",
    "tongming.api",
]

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_prose_editor",
]

MIDDLEWARE = [
    "tongming.middleware.RequestIdMiddleware",
    "tongming.middleware.RequestShapeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tongming.middleware.ResponseHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tongming.middleware.PersonLanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tongming.middleware.AccountFirstMiddleware",
    "tongming.middleware.RefusedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tongming.urls"
WSGI_APPLICATION = "tongming.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongming.middleware.shell_context",
            ],
        },
    },
]

# --- The public section and the site it stands in ------------------------------------------------

SITE_ADDRESS = environment.text("TONGMING_SITE_ADDRESS", "http://localhost:8000").rstrip("/")
SITE_PREFIX = environment.site_prefix("TONGMING_SITE_PREFIX", "/xxgk/")
# How many processes make the files of a rebuild.
SITE_PROCESSES = environment.number(
    "TONGMING_SITE_PROCESSES", os.cpu_count() or 1, least=1, most=256
)
SITE_HOST = {
    "name": environment.text("TONGMING_SITE_NAME"),
    "code": environment.site_code("TONGMING_SITE_CODE"),
    "sponsor": environment.text("TONGMING_SITE_SPONSOR"),
    "contact": environment.text("TONGMING_SITE_CONTACT"),
    "icp": environment.text("TONGMING_SITE_ICP"),
    "police": environment.text("TONGMING_SITE_POLICE"),
    "mark_url": environment.text("TONGMING_SITE_MARK_URL"),
    "complaint_url": environment.text("TONGMING_SITE_COMPLAINT_URL"),
    "map_url": environment.text("TONGMING_SITE_MAP_URL"),
    "access_url": environment.text("TONGMING_SITE_ACCESS_URL"),
    "terms": environment.text("TONGMING_SITE_TERMS"),
    "terms_url": environment.text("TONGMING_SITE_TERMS_URL"),
    "dynamic": environment.text("TONGMING_SITE_DYNAMIC", "/"),
}

# --- Data ---------------------------------------------------------------------------------------

DATABASES = {"default": database_from_url(environment.text("TONGMING_DATABASE"), VAR)}
CACHES = {
    # In the database, so that several server processes count failed attempts together.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}
MAX_FILE_BYTES = environment.number("TONGMING_MAX_FILE_MB", 50, least=1, most=2048) * 1024 * 1024
MAX_REQUEST_BYTES = 4 * MAX_FILE_BYTES
# Where clamd listens; where it is set, a file it cannot look at is not taken in.
CLAMD = environment.read(
    "TONGMING_CLAMD",
    None,
    Address.of,
    say(N_("unix:/run/clamav/clamd.ctl 或 tcp:127.0.0.1:3310")),
)
CLAMD_SECONDS = environment.number("TONGMING_CLAMD_SECONDS", 60, least=1, most=600)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

# Questions to the public search from one address in a minute.
SEARCH_PER_MINUTE = environment.number("TONGMING_SEARCH_PER_MINUTE", 60, least=1, most=10_000)

# Questions to the API in a minute: from one address without a token, and with one token.
API_PER_MINUTE = environment.number("TONGMING_API_PER_MINUTE", 120, least=1, most=100_000)
API_TOKEN_PER_MINUTE = environment.number(
    "TONGMING_API_TOKEN_PER_MINUTE", 600, least=1, most=100_000
)
# After so many days at most a token has to be made anew.
API_TOKEN_DAYS = environment.number("TONGMING_API_TOKEN_DAYS", 365, least=1, most=1095)

# Applications sent in over the Internet from one address in an hour: from the first number on a
# question is asked, beyond the second it waits. A village may share one address.
APPLY_PUZZLE_FROM = environment.number("TONGMING_APPLY_PUZZLE_FROM", 5, least=0, most=10_000)
APPLY_PER_HOUR = environment.number("TONGMING_APPLY_PER_HOUR", 60, least=1, most=10_000)
APPLY_FILE_BYTES = min(
    environment.number("TONGMING_APPLY_FILE_MB", 20, least=1, most=2048) * 1024 * 1024,
    MAX_FILE_BYTES,
)
APPLY_REQUEST_BYTES = 5 * APPLY_FILE_BYTES

# --- What local notices decide ------------------------------------------------------------------

# The law sets no day for the reports of towns; 31 January is what most counties ask for.
TOWNSHIP_REPORT_DAY = environment.month_day("TONGMING_TOWNSHIP_REPORT_DAY", (1, 31))
# No national rule says how 索引号 is written today; this is the commonest form of portals.
INDEX_TEMPLATE = environment.index_template(
    "TONGMING_INDEX_TEMPLATE", "{credit_code}/{year}-{serial:05}"
)
# 第二十五条第三款 says "in time" and no number; a quarter is usual.
TRANSFER_MONTHS = environment.number("TONGMING_TRANSFER_MONTHS", 3, least=1, most=24)
# A visitor's name serves to find a document left behind or to answer a complaint, and then goes.
VISITOR_NAME_DAYS = environment.number("TONGMING_VISITOR_NAME_DAYS", 90, least=1, most=3650)
# 第十八条 sets no interval for looking again at what is withheld.
REASSESS_MONTHS = environment.number("TONGMING_REASSESS_MONTHS", 12, least=1, most=60)
# Local rules ask for a clean-up of normative documents, each at an interval of its own.
CLEANUP_MONTHS = environment.number("TONGMING_CLEANUP_MONTHS", 24, least=1, most=120)
# 国办发〔2016〕80号 says "together"; local rules say three working days.
INTERPRETATION_DAYS = environment.number("TONGMING_INTERPRETATION_DAYS", 3, least=0, most=30)
# Nothing national sets when the result of a consultation is public; inspections look after thirty
# days (law/inspection: C18, a setting).
CONSULTATION_RESULT_DAYS = environment.number(
    "TONGMING_CONSULTATION_RESULT_DAYS", 30, least=1, most=365
)
# 第四十六条 asks for 社会评议 and sets no day; local rules finish it by the end of March.
ASSESSMENT_DAY = environment.month_day("TONGMING_ASSESSMENT_DAY", (3, 31))
# No text read so far sets how long the file of an application is kept; ten years is the shorter
# of the two terms in which the files of organs are archived.
RETENTION_YEARS = environment.number("TONGMING_RETENTION_YEARS", 10, least=1, most=100)
# 第三十一条第三项 sets no day by which an application over the Internet is to be confirmed.
CONFIRM_DAYS = environment.number("TONGMING_CONFIRM_DAYS", 1, least=1, most=20)

# No rule says how many applications must be alike before their kind is told; three is usual.
OPEN_REGISTER_K = environment.number("TONGMING_OPEN_REGISTER_K", 3, least=2, most=20)
# 第四十四条 says 多个申请人 and no number.
CONVERSION_AFTER = environment.number("TONGMING_CONVERSION_AFTER", 3, least=2, most=100)

# Of an identity number never more than the first six and the last four digits stay readable.
MASKING = Masking(
    id_head=environment.number("TONGMING_MASK_ID_HEAD", 6, least=0, most=6),
    id_tail=environment.number("TONGMING_MASK_ID_TAIL", 4, least=0, most=4),
)

# --- Looking at sections --------------------------------------------------------------------------

# What the crawler says it is; without it, the product and the address of the site.
CRAWL_AGENT = environment.text("TONGMING_CRAWL_AGENT")
# Networks that are not public and may be visited all the same: an office network whose portal is
# inspected. Without them the crawler goes to public addresses alone.
CRAWL_PRIVATE = environment.read(
    "TONGMING_CRAWL_PRIVATE",
    networks(""),
    networks,
    say(N_("网段，例如 10.0.0.0/8, 192.168.1.0/24")),
)

# --- Exchange with other installations ------------------------------------------------------------

# By which others know this installation: 行政区划代码; without it the code of the unit at the top.
EXCHANGE_CODE = environment.text("TONGMING_EXCHANGE_CODE")
# The keys that sign packages; the file holds nothing else.
EXCHANGE_KEYS = (
    Path(environment.text("TONGMING_EXCHANGE_KEYS", str(VAR / "exchange-keys.txt")))
    .expanduser()
    .resolve()
)
# Networks that are not public in which other installations stand: the government's own network.
EXCHANGE_PRIVATE = environment.read(
    "TONGMING_EXCHANGE_PRIVATE",
    networks(""),
    networks,
    say(N_("网段，例如 10.0.0.0/8, 192.168.1.0/24")),
)
EXCHANGE_BYTES = environment.number("TONGMING_EXCHANGE_MB", 64, least=1, most=2048) * 1024 * 1024
EXCHANGE_PER_MINUTE = environment.number("TONGMING_EXCHANGE_PER_MINUTE", 30, least=1, most=10_000)

# --- Channels -----------------------------------------------------------------------------------

# The file with the units' accounts on WeChat and Weibo; its secrets are shown nowhere.
CHANNEL_ACCOUNTS = environment.text("TONGMING_CHANNELS")

# --- Notices ------------------------------------------------------------------------------------

MAIL_SERVER = environment.mail_server("TONGMING_SMTP_URL")
if MAIL_SERVER:
    EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL_SERVER.tls, MAIL_SERVER.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = environment.text(
    "TONGMING_MAIL_FROM", MAIL_SERVER.user if MAIL_SERVER else "tongming@localhost"
)
SMS_HOOK = environment.sms_hook("TONGMING_SMS")
SMS_TOKEN = environment.text("TONGMING_SMS_TOKEN")
# Where the links in letters and calendars lead: not always where the public site stands.
WORK_ADDRESS = environment.text(
    "TONGMING_WORK_ADDRESS", SITE_ADDRESS + SITE_HOST["dynamic"].rstrip("/")
).rstrip("/")
DIGEST_HOUR = environment.number("TONGMING_DIGEST_HOUR", 8, least=0, most=23)

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "tongming.locale"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
# Served straight from the installed packages: nothing to collect, nothing to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600

# --- Log ----------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "tongming.tracing.RequestIdFilter"}},
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {request_id} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": environment.choice(
            "TONGMING_LOG", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")
        ),
    },
    # Django would add handlers of its own.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

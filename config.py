"""Every setting, from the environment, documented once. Production refuses to start on a missing or weak one."""

import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
SHORTEST_SECRET = 32
SHORTEST_SALT = 8
SWITCHES = ("mail_use_tls", "mail_use_ssl", "rate_limits", "demo")
WHOLE_NUMBERS = ("port", "web_concurrency", "mail_port", "trusted_proxies")
OPERATOR = ("operator_name", "operator_address", "operator_email", "operator_director", "operator_host")
# Seconds to wait for a database or a Redis that does not answer: a visitor is waiting too.
DATABASE_PATIENCE = 5
REDIS_PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 1}
ENVIRONMENTS = ("development", "test", "production")
DATABASES = ("postgresql://", "postgresql+psycopg://", "postgres://", "sqlite:///")
ON, OFF = ("on", "1", "true", "yes", "oui"), ("off", "0", "false", "no", "non")


class SettingsError(RuntimeError):
    """The settings do not allow the site to start; the message names each of them, in French."""


def _setting(env: str, default: str, meaning: str) -> Any:
    return field(default=default, metadata={"env": env, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """The settings as read; `docs/operate.md` and the README print this table."""

    app_env: str = _setting("APP_ENV", "development", "development, test ou production")
    secret_key: str = _setting(
        "SECRET_KEY",
        "",
        "clé de signature, 32 caractères au moins ; hors production, tirée à chaque démarrage",
    )
    secret_key_fallbacks: str = _setting(
        "SECRET_KEY_FALLBACKS", "", "anciennes clés encore acceptées, séparées par des virgules"
    )
    token_salt: str = _setting("TOKEN_SALT", "ambassadeurs", "sel des jetons signés, propre à chaque site")
    instance_path: str = _setting("INSTANCE_PATH", "", "dossier des fichiers du site ; instance/ par défaut")
    database_url: str = _setting(
        "DATABASE_URL", "", "base PostgreSQL ou SQLite ; SQLite sous instance/ par défaut"
    )
    redis_url: str = _setting("REDIS_URL", "", "Redis : limites partagées entre processus")
    site_url: str = _setting("SITE_URL", "http://127.0.0.1:5000", "adresse publique du site")
    port: str = _setting("PORT", "5000", "port d’écoute")
    web_concurrency: str = _setting("WEB_CONCURRENCY", "1", "nombre de processus web")
    media_store: str = _setting(
        "MEDIA_STORE", "", "dossier ou adresse s3:// des images ; instance/media par défaut"
    )
    media_url: str = _setting("MEDIA_URL", "/media", "adresse où les images sont servies")
    mail_server: str = _setting("MAIL_SERVER", "", "serveur SMTP ; vide : fichiers sous instance/mail")
    mail_port: str = _setting("MAIL_PORT", "25", "port SMTP")
    mail_username: str = _setting("MAIL_USERNAME", "", "compte SMTP")
    mail_password: str = _setting("MAIL_PASSWORD", "", "mot de passe SMTP")
    mail_use_tls: str = _setting("MAIL_USE_TLS", "off", "STARTTLS : on ou off")
    mail_use_ssl: str = _setting("MAIL_USE_SSL", "off", "TLS dès la connexion : on ou off")
    mail_default_sender: str = _setting(
        "MAIL_DEFAULT_SENDER", "Ambassadeurs <ne-pas-repondre@localhost>", "expéditeur des courriels"
    )
    trusted_proxies: str = _setting(
        "TRUSTED_PROXIES", "", "nombre de mandataires de confiance devant le site ; aucun par défaut"
    )
    rate_limits: str = _setting("RATE_LIMITS", "on", "limites de fréquence : on ou off (essais seulement)")
    demo: str = _setting("DEMO", "off", "données de démonstration, signalées à l’écran : on ou off")
    demo_password: str = _setting(
        "DEMO_PASSWORD", "demonstration-2026", "mot de passe des comptes de démonstration"
    )
    operator_name: str = _setting("OPERATOR_NAME", "", "éditeur du site (mentions légales)")
    operator_address: str = _setting("OPERATOR_ADDRESS", "", "adresse postale de l’éditeur")
    operator_email: str = _setting("OPERATOR_EMAIL", "", "adresse électronique de contact de l’éditeur")
    operator_director: str = _setting("OPERATOR_DIRECTOR", "", "direction de la publication")
    operator_host: str = _setting("OPERATOR_HOST", "", "hébergeur : nom, adresse, téléphone")
    operator_dpo: str = _setting("OPERATOR_DPO", "", "contact pour la protection des données")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; raise SettingsError where the site could not be trusted with them."""
        source = os.environ if env is None else env
        # An empty line of an environment file means the default, as an absent one does.
        values = {f.name: source.get(f.metadata["env"], "").strip() or str(f.default) for f in fields(cls)}
        settings = cls(**values)
        problems = settings.problems()
        if problems:
            raise SettingsError("Le site ne peut pas démarrer :\n- " + "\n- ".join(problems))
        return settings

    @property
    def is_production(self) -> bool:
        """Tell whether real people use this site."""
        return self.app_env == "production"

    @property
    def _is_shared(self) -> bool:
        """Tell whether several web processes serve the site."""
        return self.web_concurrency.isdigit() and int(self.web_concurrency) > 1

    @property
    def fallback_keys(self) -> list[str]:
        """Return the former signing keys that are still accepted."""
        return [key.strip() for key in self.secret_key_fallbacks.split(",") if key.strip()]

    def problems(self) -> list[str]:
        """List what forbids starting, in French, each naming its setting."""
        found = [*self._unreadable()]
        if self.is_production:
            found += [*self._weak_secrets(), *self._not_public()]
        return found

    def _unreadable(self) -> Iterator[str]:
        """Go through what has no meaning anywhere."""
        for name in WHOLE_NUMBERS:
            if not (getattr(self, name) or "0").isdigit():
                yield f"{name.upper()} doit être un nombre entier."
        for name in SWITCHES:
            if getattr(self, name).lower() not in ON + OFF:
                yield f"{name.upper()} doit valoir on ou off."
        development, site = self.app_env == "development", self.site_url
        checks = {
            "APP_ENV doit valoir development, test ou production.": self.app_env not in ENVIRONMENTS,
            "WEB_CONCURRENCY doit valoir 1 ou plus.": self.web_concurrency.isdigit()
            and int(self.web_concurrency) == 0,
            "PORT doit aller de 1 à 65535.": not is_port(self.port),
            "MAIL_PORT doit aller de 1 à 65535.": not is_port(self.mail_port),
            "SITE_URL doit être une adresse sans chemin : https://exemple.fr.": not is_origin(site),
            "SITE_URL en https:// annonce un site public : APP_ENV doit valoir production.": development
            and site.startswith("https://"),
            "DATABASE_URL doit commencer par postgresql:// ou sqlite:///.": bool(self.database_url)
            and not self.database_url.startswith(DATABASES),
            "REDIS_URL doit commencer par redis://, rediss:// ou redis+unix://.": bool(self.redis_url)
            and not self.redis_url.startswith(("redis://", "rediss://", "redis+unix://")),
            "MAIL_USE_TLS et MAIL_USE_SSL s’excluent : choisissez l’un des deux.": on(self.mail_use_tls)
            and on(self.mail_use_ssl),
        }
        yield from (message for message, wrong in checks.items() if wrong)

    def _weak_secrets(self) -> Iterator[str]:
        """Go through the secrets that somebody could guess."""
        if is_weak(self.secret_key):
            yield f"SECRET_KEY doit compter {SHORTEST_SECRET} caractères au moins et ne pas être devinable."
        if any(is_weak(key) for key in self.fallback_keys):
            yield f"SECRET_KEY_FALLBACKS : chaque clé compte {SHORTEST_SECRET} caractères au moins."
        if self.token_salt == "ambassadeurs" or len(self.token_salt) < SHORTEST_SALT:
            yield f"TOKEN_SALT doit être choisi pour ce site, avec {SHORTEST_SALT} caractères au moins."
        if self.mail_username and not self.mail_password:
            yield "MAIL_PASSWORD manque : MAIL_USERNAME est donné."

    def _not_public(self) -> Iterator[str]:
        """Go through what a site for real people may not lack, nor have."""
        sender = self.mail_default_sender
        checks = {
            "DATABASE_URL manque.": not self.database_url,
            "SITE_URL doit commencer par https://.": not self.site_url.startswith("https://"),
            "MEDIA_URL doit être un chemin du site ou commencer par https://.": not self.media_url.startswith(
                ("/", "https://")
            ),
            "MAIL_SERVER manque.": not self.mail_server,
            "MAIL_DEFAULT_SENDER doit être une adresse du site.": "@" not in sender or "@localhost" in sender,
            "TRUSTED_PROXIES manque : 1 derrière nginx, 0 sans mandataire.": not self.trusted_proxies,
            "RATE_LIMITS ne peut pas être coupé en production.": not on(self.rate_limits),
            "DEMO ne peut pas être activé en production.": on(self.demo),
            "REDIS_URL manque : plusieurs processus partagent leurs limites.": self._is_shared
            and not self.redis_url,
        }
        yield from (message for message, wrong in checks.items() if wrong)
        yield from (
            f"{name.upper()} manque (mentions légales)." for name in OPERATOR if not getattr(self, name)
        )
        if self.operator_email and "@" not in self.operator_email:
            yield "OPERATOR_EMAIL doit être une adresse électronique."

    def for_flask(self, instance: Path) -> dict[str, Any]:
        """Return the settings under the names that Flask and its extensions read."""
        upper = {name.upper(): value for name, value in asdict(self).items()}
        database = self.database_url or f"sqlite:///{instance / 'ambassadeurs.db'}"
        return upper | {
            "SECRET_KEY": self.secret_key or secrets.token_urlsafe(48),
            "SECRET_KEY_FALLBACKS": self.fallback_keys,
            "SITE_URL": self.site_url.rstrip("/"),
            "TRUSTED_HOSTS": self._hosts(),
            "SQLALCHEMY_ENGINES": {"default": _engine(database, self.web_concurrency)},
            "MEDIA_STORE": self.media_store or str(instance / "media"),
            "MAIL_FOLDER": str(instance / "mail"),
            "MAIL_PORT": int(self.mail_port),
            "MAIL_USE_TLS": on(self.mail_use_tls),
            "MAIL_USE_SSL": on(self.mail_use_ssl),
            "TRUSTED_PROXIES": int(self.trusted_proxies or 0),
            "DEMO": on(self.demo),
            "PRODUCTION": self.is_production,
            "RATELIMIT_ENABLED": on(self.rate_limits),
            "RATELIMIT_STORAGE_URI": self.redis_url or "memory://",
            "RATELIMIT_KEY_PREFIX": urlsplit(self.site_url).netloc,
            "RATELIMIT_STORAGE_OPTIONS": REDIS_PATIENCE if self.redis_url else {},
            "SESSION_COOKIE_NAME": "session",
            "SESSION_COOKIE_SECURE": self.site_url.startswith("https://"),
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": 120 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "MAX_FORM_PARTS": 500,
            "BABEL_DEFAULT_LOCALE": "fr",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Paris",
        }

    def _hosts(self) -> list[str] | None:
        """Return the only names this site answers to: its own and, for supervisors, the machine's."""
        return [urlsplit(self.site_url).netloc, "127.0.0.1", "localhost"] if self.is_production else None


def on(value: str) -> bool:
    """Read a switch of the environment."""
    return value.strip().lower() in ON


def is_port(number: str) -> bool:
    """Tell whether something can listen there; what is no number is told otherwise."""
    return not number.isdigit() or 0 < int(number) < 65_536


def is_weak(secret: str) -> bool:
    """Tell whether a signing key is too short or too monotonous to be trusted."""
    return len(secret) < SHORTEST_SECRET or len(set(secret)) < 10


def is_origin(address: str) -> bool:
    """Tell whether an address is a scheme and a host, and nothing more."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it is what refuses a port that is no number
    except ValueError:
        return False
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and bare


def _engine(url: str, workers: str) -> dict[str, Any]:
    """Return the engine's options: on PostgreSQL about 2 × cores + 1 connections for the whole site."""
    silent = {"hide_parameters": True}  # a log of errors holds no address, no text, no hash of anybody's
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("sqlite"):
        return {"url": url} | silent
    each = max(2, (2 * (os.cpu_count() or 2) + 1) // max(1, int(workers)))
    return silent | {
        "url": url,
        "pool_size": each,
        "max_overflow": 2,
        "pool_pre_ping": True,
        "pool_timeout": DATABASE_PATIENCE,
        "connect_args": {"connect_timeout": DATABASE_PATIENCE},
    }

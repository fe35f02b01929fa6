"""Production refuses each setting that is missing or weak, and names it."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from config import ROOT, Settings, SettingsError
from tests.factories.settings import production_env

WEAK = [
    ("APP_ENV", "prod"),
    ("SECRET_KEY", ""),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY", "changeme" * 8),
    ("SECRET_KEY_FALLBACKS", "a-long-key-of-a-site-0123456789-abcdef-ghijkl,old"),
    ("TOKEN_SALT", ""),
    ("TOKEN_SALT", "ambassadeurs"),
    ("TOKEN_SALT", "sel"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "mysql://localhost/x"),
    ("REDIS_URL", "localhost:6379"),
    ("SITE_URL", ""),
    ("SITE_URL", "http://site.example"),
    ("SITE_URL", "https://site.example/ambassadeurs"),
    ("SITE_URL", "https://"),
    ("SITE_URL", "https://site.example:port"),
    ("PORT", "http"),
    ("PORT", "0"),
    ("WEB_CONCURRENCY", "0"),
    ("WEB_CONCURRENCY", "00"),
    ("WEB_CONCURRENCY", "deux"),
    ("MEDIA_URL", "http://images.example"),
    ("MAIL_SERVER", ""),
    ("MAIL_PORT", "smtp"),
    ("MAIL_PORT", "99999"),
    ("MAIL_USE_TLS", "peut-être"),
    ("MAIL_USE_SSL", "-"),
    ("MAIL_DEFAULT_SENDER", ""),
    ("MAIL_DEFAULT_SENDER", "Ambassadeurs"),
    ("TRUSTED_PROXIES", ""),
    ("TRUSTED_PROXIES", "nginx"),
    ("RATE_LIMITS", "off"),
    ("DEMO", "on"),
    ("OPERATOR_NAME", ""),
    ("OPERATOR_ADDRESS", ""),
    ("OPERATOR_EMAIL", ""),
    ("OPERATOR_EMAIL", "bonjour"),
    ("OPERATOR_DIRECTOR", ""),
    ("OPERATOR_HOST", ""),
]
# Nothing to refuse: any text will do, or the default is right.
FREE = {"INSTANCE_PATH", "MEDIA_STORE", "MAIL_USERNAME", "MAIL_PASSWORD", "DEMO_PASSWORD", "OPERATOR_DPO"}


def refusal(**changes: str) -> str:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(production_env(**changes))
    return str(refused.value)


@pytest.mark.parametrize(("name", "value"), WEAK)
def test_a_weak_setting_is_named_alone(name: str, value: str) -> None:
    lines = refusal(**{name: value}).splitlines()[1:]
    assert lines and all(name in line for line in lines), lines


def test_every_setting_is_tried_or_free() -> None:
    assert {name for name, _ in WEAK} | FREE == {setting.metadata["env"] for setting in fields(Settings)}


def test_several_processes_need_a_redis() -> None:
    assert "REDIS_URL" in refusal(WEB_CONCURRENCY="2")
    assert Settings.from_env(production_env(WEB_CONCURRENCY="2", REDIS_URL="redis://127.0.0.1/0"))


def test_settings_that_contradict_each_other() -> None:
    assert "MAIL_USE_SSL" in refusal(MAIL_USE_TLS="on", MAIL_USE_SSL="on")
    assert "MAIL_PASSWORD" in refusal(MAIL_USERNAME="site")


def test_every_problem_is_told_at_once() -> None:
    lines = refusal(SECRET_KEY="", MAIL_SERVER="", DEMO="on", PORT="x").splitlines()
    assert len(lines) == 5


def test_a_whole_environment_starts() -> None:
    settings = Settings.from_env(
        production_env(SECRET_KEY_FALLBACKS=" 0123456789-abcdef-ghijkl-mnopqr-stuv , ")
    )
    assert settings.is_production
    assert settings.fallback_keys == ["0123456789-abcdef-ghijkl-mnopqr-stuv"]


def test_an_empty_line_is_the_default() -> None:
    assert Settings.from_env(dict.fromkeys((s.metadata["env"] for s in fields(Settings)), " ")) == Settings()


def test_a_public_address_is_never_a_development_site() -> None:
    with pytest.raises(SettingsError, match="APP_ENV"):
        Settings.from_env({"SITE_URL": "https://site.example"})


def test_two_development_sites_share_no_key(tmp_path: Path) -> None:
    first, second = (Settings.from_env({}).for_flask(tmp_path)["SECRET_KEY"] for _ in range(2))
    assert len(first) > 40 and first != second


def run(*command: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "FLASK_APP": "ambassadors.commands"} | env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_server_does_not_start_and_says_why(tmp_path: Path) -> None:
    done = run("-c", "import wsgi", env={"APP_ENV": "production", "INSTANCE_PATH": str(tmp_path)})
    assert done.returncode != 0
    assert "Le site ne peut pas démarrer" in done.stderr and "SECRET_KEY" in done.stderr


def test_production_never_loads_the_demonstration(tmp_path: Path) -> None:
    env = production_env(DATABASE_URL=f"sqlite:///{tmp_path / 'x.db'}", INSTANCE_PATH=str(tmp_path))
    done = run("-m", "flask", "demo", "load", env=env)
    assert done.returncode == 1 and "jamais en production" in done.stderr

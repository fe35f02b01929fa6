"""The environment of a production site, whole and strong, to be weakened one setting at a time."""


def production_env(**changes: str) -> dict[str, str]:
    """Return the environment with some settings changed; an empty one is as if it were absent."""
    values = {
        "APP_ENV": "production",
        "SECRET_KEY": "a-long-key-of-a-site-0123456789-abcdef-ghijkl",
        "TOKEN_SALT": "a salt of ours",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nowhere",
        "SITE_URL": "https://site.example",
        "TRUSTED_PROXIES": "1",
        "MAIL_SERVER": "smtp.site.example",
        "MAIL_DEFAULT_SENDER": "Le site <non@site.example>",
        "OPERATOR_NAME": "Association du site",
        "OPERATOR_ADDRESS": "1 place de la Mairie, 19100 Brive",
        "OPERATOR_EMAIL": "bonjour@site.example",
        "OPERATOR_DIRECTOR": "Camille Roux",
        "OPERATOR_HOST": "Hébergeur, 2 rue des Serveurs, 01 02 03 04 05",
    }
    return values | changes

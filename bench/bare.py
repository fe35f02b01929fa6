"""What the pages are compared with, on the same server: a word, and a page of 20 KB, without a database."""

from flask import Flask

CARDS = 40
PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><header><nav><ul>{% for link in links %}<li><a href="{{ link.href }}">{{ link.label }}</a></li>{% endfor %}</ul></nav></header>
<main><h1>{{ title }}</h1>{% for card in cards %}
<article class="card card--plain"><h2><a href="{{ card.href }}">{{ card.title }}</a></h2>
<p class="card__lead">{{ card.text }}</p>{% if card.tags %}<ul class="tags">{% for tag in card.tags %}<li>{{ tag }}</li>{% endfor %}</ul>{% endif %}
<p class="card__foot"><span>{{ card.name }}</span> <time datetime="{{ card.at }}">{{ card.at }}</time></p></article>{% endfor %}
</main></body></html>"""

app = Flask(__name__)
template = app.jinja_env.from_string(PAGE)
TEXT = (
    "Nous avons cherché une maison avec un jardin et nous avons trouvé un marché, une école à pied, des voisins "
    "qui savent réparer les vélos, et un train qui part tôt. Le reste est venu plus lentement, et c’est très bien."
)


@app.get("/")
def hello() -> str:
    """Say hello."""
    return "hello"


@app.get("/page")
def page() -> str:
    """Render cards from plain values."""
    cards = [
        {
            "href": f"/cartes/{number}",
            "title": f"Carte {number} & sa suite",
            "text": TEXT,
            "tags": ["Logement", "Emploi", "Climat"],
            "name": "Claire Morel",
            "at": "2026-11-23",
        }
        for number in range(CARDS)
    ]
    links = [{"href": f"/{number}", "label": f"Lien {number}"} for number in range(8)]
    return template.render(title="Quarante cartes", cards=cards, links=links)

"""What members and commissions say of requests, and what they suffer from."""

from .days import happened
from .wishes import EXAMINED_BY

# request -> what was said, the oldest first; an answer to a question, mostly
COMMENTS = {
    "efacture": (
        "Attention au rattachement à la commande : chez nous une facture sur trois "
        "n'en cite pas.",
        "Nous proposons notre service comptable comme site pilote dès l'automne.",
        "La plateforme publique renvoie aussi des avoirs : ne les oublions pas.",
    ),
    "cloture": (
        "Le verrouillage doit rester possible par établissement.",
        "Oui, et la liste de contrôle doit s'imprimer pour le commissaire aux comptes.",
    ),
    "dsn": ("Exemple du mois dernier : un code, aucun nom, trois heures.",),
    "absence": (
        "Sans application à installer, si possible : une page suffit.",
        "Et dans les deux langues de nos équipes frontalières.",
    ),
    "boutons": ("Un thème par utilisateur existe depuis la version 12.",),
    "incident": ("Nous payons l'assistance étendue et attendons autant.",),
}
# (waiting for the office to read it)
PENDING = ("ticket", "Mon contact chez l'éditeur m'a dit que c'était prévu.")

# name, what happens, functions, product, module, requests that answer it, reports
PAINS = (
    (
        "Les mêmes factures sont saisies deux fois",
        "La facture arrive en PDF, part à la signature sur papier, revient et se "
        "saisit à la main. Une fois sur dix elle l'est deux fois.",
        *(("finance",), "gestion", "Facturation", ("efacture",), 16),
    ),
    (
        "La clôture mange les premiers jours du mois",
        "Listes dans un tableur, contrôles à la main, et l'on recommence quand une "
        "écriture arrive en retard.",
        *(("finance",), "gestion", "Comptabilité", ("cloture", "montant"), 12),
    ),
    (
        "Un rejet de DSN la veille de l'échéance",
        "Le message ne dit ni qui ni quoi. On appelle, on cherche, on renvoie.",
        *((), "paie", "Déclarations", ("dsn", "incident"), 9),
    ),
    (
        "Les équipes de terrain attendent leurs validations",
        "Commandes et absences attendent qu'un responsable repasse au bureau.",
        *(("buyer", "production"), "gestion", "Achats", ("commande", "absence"), 11),
    ),
    (
        "Personne ne sait ce qu'il reste en stock",
        "Trois écrans, trois quantités. On va voir au dépôt.",
        *(("production",), "gestion", "Stocks", ("stock", "inventaire"), 7),
    ),
    (
        "Chaque montée de version est une aventure",
        "Pas de liste de ce qui change, des interfaces qui cassent, deux semaines de "
        "retard sur tout.",
        *(("it",), "gestion", "", ("guide", "api"), 14),
    ),
    (
        "Obtenir une réponse de l'assistance prend des jours",
        "On rappelle, on réexplique, on attend la musique.",
        *(("it",), "paie", "", ("ticket", "incident"), 10),
    ),
    (
        "Des lignes à zéro que les salariés ne comprennent pas",
        "Chaque fin de mois, vingt appels pour expliquer des zéros.",
        *((), "paie", "Bulletins", ("zero",), 8),
    ),
)
EXAMPLES = (
    "Hier encore, une heure pour deux lignes.",
    "Nous avons embauché un intérimaire pour cela.",
    "Le mois dernier, trois soirées.",
    "",
    "",
    "",
)


def discuss(story):
    """Comments, two requests that are one, and one that the office closes."""
    for number, (key, bodies) in enumerate(COMMENTS.items()):
        for place, body in enumerate(bodies):
            _comment(story, story.requests[key], body, 3 * number + place + 4)
    key, body = PENDING
    _comment(story, story.requests[key], body, 1, state="pending")
    with happened(story, story.ago(60)):
        story.requests["rappels"]._merge_into(story.requests["relance"])
    with happened(story, story.ago(50)):
        story.requests["boutons"]._move(
            "closed", "Un thème par utilisateur le permet depuis la version 12."
        )


def sponsor(story, keys, days_ago):
    """Commissions stand for what they examine, where members asked for enough."""
    threshold = story.company.club_request_threshold
    for commission, examined in EXAMINED_BY.items():
        for key in set(keys) & set(examined):
            request = story.requests[key]
            if request.state == "open" and request.support_count >= threshold:
                with happened(story, story.ago(days_ago)):
                    request._sponsor(story.commissions[commission])


def suffer(story):
    """Pain points, whom they hurt, and the requests that answer them."""
    for number, pain in enumerate(PAINS):
        name, text, functions, product, module, keys, count = pain
        product = story.products[product]
        part = product.module_ids.filtered(lambda m, name=module: m.name == name)
        speakers = story.rng.sample(story.voices, count)
        made = story.env["club.pain"]._describe(
            *speakers[0],
            {
                "name": name,
                "description": text,
                "product": product.id,
                "module": part.id,
                "functions": [story.functions[key].id for key in functions],
            },
            _said(story),
            number % 3 > 0,
        )
        for speaker in speakers[1:]:
            made._report(*speaker, _said(story), story.rng.random() < 0.7)
        for key in keys:
            made.request_ids |= story.requests[key]
    hot = story.env["club.pain"].search([("company_id", "=", story.company.id)])
    hot[0].action_work()


def _said(story):
    return {
        "frequency": story.rng.choice(("daily", "weekly", "weekly", "monthly")),
        "people": str(story.rng.randint(1, 6)),
        "minutes": str(story.rng.choice((5, 10, 15, 30, 45))),
        "money": str(story.rng.choice((0, 0, 0, 800, 1500, 4000))),
        "example": story.rng.choice(EXAMPLES),
    }


def _comment(story, request, body, days_ago, state="published"):
    person, membership = story.rng.choice(story.voices)
    story.env["club.request.comment"]._author_write(
        {
            "request_id": request.id,
            "date": story.ago(days_ago),
            "body": body,
            "state": state,
        },
        person,
        membership,
        story.rng.random() < 0.7,
    )

"""The vendor: who answers for it, what was sent, what it said and delivered."""

from datetime import timedelta

from odoo.tools import SQL

from . import roles
from .days import happened
from .requests import key_of
from .votes import FIRST_LIST

CONTACT = "Claire Vasseur"
LOGIN = "editeur"
# request -> feasibility, what the vendor said when it was asked what things cost
COSTED = {
    "efacture": ("yes", "Nous y travaillons avec la plateforme publique."),
    "cloture": ("yes", "La liste de contrôle existe déjà en partie."),
    "rapprochement": ("partly", "Les propositions oui, l'apprentissage plus tard."),
    "dsn": ("yes", "Les libellés des organismes seront repris."),
    "commande": ("yes", "Une page pour téléphone, sans application."),
    "simulation": ("partly", "Le net et le coût employeur, sans les avantages."),
    "planning": ("yes", "L'import existe : il lui manque la liste des rejets."),
    "guide": ("yes", "Notre service de formation le rédige."),
}
REFUSED = {
    "inventaire": (
        "Notre partenaire Ambrelec propose ce lecteur, déjà relié à nos stocks : nous "
        "ne ferons pas le nôtre. Le club peut en demander une démonstration."
    ),
}
# request -> version in which it is promised, of those that fit into the capacity
PROMISED = {
    "efacture": "12.2",
    "cloture": "13",
    "rapprochement": "13",
    "dsn": "8.1",
    "commande": "12.2",
    "simulation": "9",
    "planning": "9",
    "guide": "12.2",
}
# product, version, when it was released, and what is told of it
RELEASED = (
    "paie",
    "8.1",
    40,
    "<p>Rejets de DSN en clair, lignes à zéro masquées, six corrections.</p>",
)
# product, version that is being built, and by how many days it is late
BEGUN = ("gestion", "12.2", 45)
# What needs no vote: request -> feasibility, points, version, reason
DEFECTS = {
    "double": ("yes", 3, "8.1", "Reproduit : la correction est dans la version 8.1."),
    "zero": ("yes", 4, "8.1", "Une option par modèle de bulletin."),
}
# What the vendor has to answer now; of these it has answered one
WAITING = ("stock", "etiquettes", "saisonniers", "collectivites")
ANSWERED = {
    "collectivites": (
        *("no", 0, ""),
        "Nos tarifs sont nationaux. Nous étudions avec vous un groupement de "
        "commandes, qui donnerait le même prix.",
    ),
}


def name_contact(story):
    """Who answers for the vendor, with a login that is printed."""
    person = story.env["res.partner"].create(
        {
            "name": CONTACT,
            "function": "Directrice des produits",
            "parent_id": story.vendor.id,
            "email": "claire.vasseur@sylvanor.example",
            "lang": "fr_FR",
        }
    )
    roles.sign_up(story, person, LOGIN)
    contact = story.env["club.vendor.contact"].create(
        {
            "partner_id": person.id,
            "vendor_id": story.vendor.id,
            "company_id": story.company.id,
            "lang": "fr_FR",
            "date_from": story.ago(500),
        }
    )
    contact._open_login()
    return contact


def ask_costs(story, contact, voting, year):
    """What the club put first is sent, and what has a pilot site; the vendor says
    what each would cost."""
    chosen = voting.line_ids.filtered("chosen").sorted("place").request_id
    for key in REFUSED:
        chosen |= story.requests[key]
    dossier = _send(story, f"Chiffrage {year}", chosen, 232, 45)
    answers = {key: ("no", 0, "", reason) for key, reason in REFUSED.items()}
    for key, (feasibility, reason) in COSTED.items():
        answers[key] = (feasibility, FIRST_LIST[key], "", reason)
    _answer(story, contact, dossier, answers, 200)
    dossier.action_close()


def send_list(story, contact, voting, year):
    """The club's list is sent; the vendor promises versions."""
    chosen = voting.line_ids.filtered("chosen").sorted("place").request_id
    dossier = _send(story, f"Liste {year}", chosen, 160, 40)
    answers = {
        key: (feasibility, FIRST_LIST[key], PROMISED[key], reason)
        for key, (feasibility, reason) in COSTED.items()
    }
    _answer(story, contact, dossier, answers, 130)


def send_defects(story, contact, year):
    """What is wrong needs no vote."""
    requests = [story.requests[key] for key in DEFECTS]
    requests = story.env["club.request"].union(*requests)
    dossier = _send(story, f"Anomalies {year}", requests, 100, 20)
    _answer(story, contact, dossier, DEFECTS, 88)


def deliver(story):
    """One version is out, with what was promised in it; another one comes late."""
    product, name, days, notes = RELEASED
    version = _version(story.products[product], name)
    version.notes = notes
    with happened(story, story.ago(days)):
        story.env["club.release"].create(
            {"version_id": version.id, "released_on": story.ago(days)}
        ).action_confirm()
    product, name, late = BEGUN
    version = _version(story.products[product], name)
    version.planned_on += timedelta(days=late)
    with happened(story, story.ago(35)):
        version.action_start()


def ask_now(story, contact, year):
    """Another dossier waits for the vendor's answers."""
    requests = [story.requests[key] for key in WAITING]
    requests = story.env["club.request"].union(*requests)
    dossier = _send(story, f"Conditions et anomalies {year}", requests, 12, 30)
    _answer(story, contact, dossier, ANSWERED, 4)


def _version(product, name):
    return product.version_ids.filtered(lambda version: version.name == name)


def _answer(story, contact, dossier, answers, days_ago):
    """The vendor answers those lines about which it has something to say.

    :param answers: {key of a request: feasibility, points, version or "", reason}
    """
    with happened(story, story.ago(days_ago)):
        for line in dossier.line_ids:
            key = key_of(story, line.request_id)
            if key not in answers:
                continue
            feasibility, points, name, reason = answers[key]
            version = name and _version(line.product_id, name)
            line._give(
                contact,
                {
                    "feasibility": feasibility,
                    "cost_points": str(points or ""),
                    "version": str(version.id) if version else "",
                    "reason": reason,
                },
            )


def _send(story, name, requests, days_ago, days):
    """Release a dossier whose answers were awaited so many days later."""
    with happened(story, story.ago(days_ago)):
        dossier = story.env["club.dossier"].create(
            {
                "name": name,
                "company_id": story.company.id,
                "vendor_id": story.vendor.id,
                "deadline": story.ago(-days),
            }
        )
        dossier._add_requests(requests)
        for place, line in enumerate(dossier.line_ids):
            request = line.request_id
            line.text = f"{request.wish}\n\nCe que cela coûte : {request.motivation}"
            line.priority = "high" if place < 3 else "medium"
        dossier._release(dossier._fingerprint())
    story.env.flush_all()
    story.env.cr.execute(
        SQL(
            "UPDATE club_dossier SET deadline = %s WHERE id = %s",
            story.ago(days_ago) + timedelta(days=days),
            dossier.id,
        )
    )
    story.env.invalidate_all()
    return dossier

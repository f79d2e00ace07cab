"""Letters to the vendor, and a development for which members pay together."""

import base64
import hashlib
from datetime import timedelta

REPORT = "club_roadmap.action_report_letter"

# subject, text, days since it was sent, requests it is about
ANSWERED = (
    "Engagement de délai pour les incidents de paie",
    "<p>Madame, Monsieur,</p><p>Trois fois cette année, un incident de paie est resté "
    "sans réponse jusqu'après le virement. Le conseil d'administration demande un "
    "engagement écrit : une réponse en quatre heures les trois jours qui précèdent "
    "l'échéance.</p><p>Nous vous prions d'agréer nos salutations distinguées.</p>",
    120,
    ("incident",),
)
ANSWER = (
    "<p>Nous mettons en place une astreinte de paie du 24 au dernier jour ouvré du "
    "mois. Elle commence au prochain trimestre, pour une période d'essai d'un an.</p>"
)
FOLLOWUPS = (
    ("Mesurer les délais du premier trimestre", -60),
    ("Demander la liste des contacts de l'astreinte", 30),
)
WAITING = (
    "Un tarif pour les petites collectivités",
    "<p>Madame, Monsieur,</p><p>Une commune de huit agents paie votre logiciel autant "
    "qu'une de cinquante. Nous vous proposons de nous rencontrer pour définir un "
    "palier, avant le vote des budgets.</p><p>Bien cordialement.</p>",
    20,
    ("collectivites",),
)
FUNDED = "etiquettes"
AMOUNT, LEAST, SHARES = 12000, 9000, (2500, 1500, 1500, 1000, 800)


def write(story):
    """One letter is answered and followed up, another one waits."""
    letter = _send(story, *ANSWERED)
    letter.write({"answer": ANSWER, "answered_on": letter.date + timedelta(days=24)})
    letter.action_answer()
    for name, days in FOLLOWUPS:
        letter.followup_ids.create(
            {"letter_id": letter.id, "name": name, "until": story.ago(days)}
        )
    letter.followup_ids[-1:].action_done()
    _send(story, *WAITING)


def _send(story, subject, text, days_ago, keys):
    day = story.ago(days_ago)
    offices = story.env["club.office"].search(
        [("section_id", "=", story.sections["NAT"].id), ("is_current", "=", True)]
    )
    president = story.env.ref("club_membership.office_kind_president")
    letter = story.env["club.letter"].create(
        {
            "subject": subject,
            "body": text,
            "company_id": story.company.id,
            "vendor_id": story.vendor.id,
            "date": day,
            "decided_by_id": story.commissions["board"].id,
            "decided_on": day - timedelta(days=6),
            "signatory_id": offices.filtered(lambda o: o.kind_id == president)[:1].id,
            "request_ids": [(6, 0, [story.requests[key].id for key in keys])],
            "user_id": story.people["secretaire"].user_ids.id,
            "due_on": day + timedelta(days=45),
        }
    )
    letter.action_sign()
    # As a page: a PDF is printed from the server's own pages, and none runs yet.
    reports = story.env["ir.actions.report"]
    content, kind = reports._render_qweb_html(REPORT, letter.ids)
    letter._step(
        "sent",
        ("signed",),
        sent_on=day,
        document=base64.b64encode(content),
        document_type=kind,
        document_sha256=hashlib.sha256(content).hexdigest(),
    )
    return letter


def fund(story):
    """Firms pledge a share of a development; the delegate who signs in has not yet."""
    funding = story.env["club.cofunding"].create(
        {
            "name": "Étiquettes de réception, avec l'imprimante de chaque poste",
            "company_id": story.company.id,
            "request_id": story.requests[FUNDED].id,
            "description": "<p>L'éditeur le développe si douze mille euros sont "
            "réunis : ceux qui paient choisissent les formats et l'essaient les "
            "premiers ; tous l'auront dans la version 13.</p>",
            "amount": AMOUNT,
            "minimum": LEAST,
            "smallest_pledge": 500,
            "deadline": story.ago(-40),
            "quote_amount": AMOUNT,
            "quote_on": story.ago(15),
        }
    )
    funding.action_open()
    managed = story.teams.filtered(
        lambda d: d.role == "manager" and d.partner_id != story.people["entreprise"]
    )
    pairs = [(d.partner_id, d.membership_id) for d in managed]
    for place, (pair, amount) in enumerate(zip(pairs, SHARES, strict=False)):
        funding._pledge(*pair, amount, shown=place % 2 == 0)
        if place:
            funding._confirm_pledge(*pair, amount)

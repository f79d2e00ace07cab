"""The year of the association: its website, its programme, who came and who comes."""

import dataclasses
import random
from datetime import date, timedelta

from odoo import fields
from odoo.addons.club_events.planning.solver import plan
from odoo.fields import Command

from . import attendance, growth

# key of the commission (or None), name in English and French, and how it meets
CYCLES = (
    ("finance", ("Finance commission", "Commission Finances"), {"per_year": 4}),
    (
        "payroll",
        ("Payroll commission", "Commission Paie"),
        {"per_year": 4, "place": "both"},
    ),
    (
        "purchasing",
        ("Purchasing commission", "Commission Achats"),
        {"per_year": 4, "day_rule": "nth", "nth": "2", "weekday": "3"},
    ),
    (
        "circle",
        ("Circle of IT managers", "Cercle des responsables informatiques"),
        {"per_year": 2, "time_start": 16.0, "duration": 6.0},
    ),
    (
        "board",
        ("Board meeting", "Conseil d'administration"),
        {"per_year": 6, "place": "remote", "time_start": 18.0, "duration": 2.0},
    ),
    (
        None,
        ("Plenary of the members", "Plénière des adhérents"),
        {
            "per_year": 2,
            "kind": "plenary",
            "audience": "members",
            "time_start": 9.5,
            "duration": 7.0,
            "seats_max": 60,
            "seats_per_organisation": 4,
            "month_ids": "3,4,5,6,10,11,12",
        },
    ),
    (
        None,
        ("Open day of the club", "Journée portes ouvertes du club"),
        {
            "per_year": 1,
            "kind": "forum",
            "audience": "open",
            "time_start": 9.0,
            "duration": 8.0,
            "seats_max": 120,
            "month_ids": "1,2,3,9,10,12",
        },
    ),
)
AGENDA = {
    None: (
        ("News of the software", "Actualité du logiciel", "vendor", 1.0),
        ("A member tells", "Un adhérent témoigne", "testimony", 0.75),
        ("Lunch", "Déjeuner", "break", 1.25),
        ("Workshop", "Atelier", "workshop", 1.5),
    ),
    "circle": (
        ("Roadmap with the vendor", "Feuille de route avec l'éditeur", "vendor", 2.0),
        ("Dinner", "Dîner", "break", 2.5),
    ),
    "board": (("Accounts of the month", "Comptes du mois", "topic", 0.5),),
}
USUAL = (
    (
        "What changed since last time",
        "Ce qui a changé depuis la dernière fois",
        "topic",
    ),
    ("Requests to support", "Demandes à soutenir", "decision"),
)
THEME = ("Electronic invoices for everybody", "La facture électronique pour tous")


def tell(story):
    """The website, two years of meetings, what happened and what is to come."""
    story.rng = random.Random("réunions")
    open_the_door(story)
    first = _programme(story)
    _plan(first)
    following = first._next_year()
    following.with_context(lang="en_US").theme = THEME[0]
    following.theme = THEME[1]
    _plan(following)
    events = first.event_ids | following.event_ids
    _price(story, events)
    _announce(story, events)
    attendance.tell(story, events)
    growth.tell(story, events)


def open_the_door(story):
    """The website is the association's, and speaks its languages."""
    website = story.env["website"].get_current_website()
    languages = story.env["res.lang"].search([])
    website.write(
        {
            "name": story.company.name,
            "language_ids": [Command.set(languages.ids)],
            "default_lang_id": languages.filtered(lambda lang: lang.code == "fr_FR").id,
        }
    )


def _first_day(story):
    """This year and the next; in its first months, when hardly anybody has met yet,
    the last year and this one."""
    return date(story.today.year - (story.today.month < 4), 1, 1)


def _programme(story):
    first = _first_day(story)
    programme = story.env["club.programme"].create(
        {
            "name": str(first.year),
            "company_id": story.company.id,
            "date_start": first,
            "date_end": first.replace(month=12, day=31),
            "theme": "Mieux travailler avec nos données",
            "description": "<p>Deux plénières, une journée ouverte à tous, et les "
            "rendez-vous de chaque commission.</p>",
        }
    )
    for sequence, (key, names, how) in enumerate(CYCLES, start=1):
        _cycle(story, programme, 10 * sequence, key, names, how)
    return programme


def _cycle(story, programme, sequence, key, names, how):
    commission = story.commissions[key] if key else story.env["club.commission"]
    cycle = (
        story.env["club.meeting.cycle"]
        .with_context(lang="en_US")
        .create(
            {
                "name": names[0],
                "sequence": sequence,
                "programme_id": programme.id,
                "commission_id": commission.id,
                "tz": "Europe/Paris",
                **how,
            }
        )
    )
    cycle.with_context(lang="fr_FR").name = names[1]
    items = AGENDA.get(key) or tuple((*item, 0.75) for item in USUAL)
    for place, (english, french, kind, duration) in enumerate(items, start=1):
        topic = cycle.topic_ids.create(
            {
                "cycle_id": cycle.id,
                "name": english,
                "kind": kind,
                "duration": duration,
                "sequence": 10 * place,
            }
        )
        topic.with_context(lang="fr_FR").name = french


def _plan(programme):
    """Plan the whole year, the days that are over included."""
    problem = dataclasses.replace(programme._problem(), earliest=None)
    programme._apply(plan(problem))


def _price(story, events):
    """The open day is free for members; everybody else pays."""
    tickets = (
        ("Adhérent", "member", 0),
        ("Partenaire", "sponsor", 60),
        ("Visiteur", "non_member", 90),
        ("Invité", "guest", 0),
    )
    story.env["event.event.ticket"].create(
        [
            {
                "event_id": event.id,
                "name": name,
                "club_category": category,
                "price": price,
            }
            for event in events.filtered(lambda event: event.audience == "open")
            for name, category, price in tickets
        ]
    )
    story.env["club.event.discount"].create(
        {
            "code": "BIENVENUE",
            "company_id": story.company.id,
            "percent": 50,
            "max_uses": 20,
        }
    )


def _announce(story, events):
    """All of it was announced in time; nobody is written to now."""
    now = fields.Datetime.now()
    for event in events:
        event.announced_on = min(now, event.date_begin - timedelta(days=60))
    events.filtered(lambda event: event.audience == "open").is_published = True
    events.programme_id.write({"state": "announced"})

"""Two votes that are over, with their lists, and one that goes on."""

from datetime import timedelta

from odoo import fields
from odoo.addons.club_ballot.models.club_ballot_closing import STOPPED
from odoo.fields import Command
from odoo.tools import SQL

from .days import happened

# What last year's cycle was about, and what the vendor says it costs (points of work)
FIRST_LIST = {
    "efacture": 34,
    "cloture": 21,
    "rapprochement": 26,
    "dsn": 12,
    "inventaire": 30,
    "commande": 15,
    "simulation": 18,
    "planning": 9,
    "guide": 5,
}
CAPACITY = 80
CHOSEN_FIRST = 7
# What is voted on now
SECOND_LIST = ("absence", "marche", "justificatif", "relance", "montant", "incident")
# Requests each kind of member cares about most
TASTES = {
    "ENT": ("efacture", "cloture", "rapprochement", "commande", "justificatif"),
    "PUB": ("marche", "dsn", "guide", "balance", "simulation", "absence"),
    "INT": ("api", "planning", "inventaire", "ticket", "rapprochement"),
}
# How 100 points are shared out, none above 40, over three requests at least
SHARES = ((40, 30, 30), (40, 25, 20, 15), (30, 25, 20, 15, 10))
RUNNING_DAYS, LASTED = 12, 21


def prioritise(story, year):
    """Last year's first vote: what matters most, whatever it costs."""
    with happened(story, story.ago(265)):
        voting = _open(
            story,
            f"Priorités {year}",
            FIRST_LIST,
            stage="priorities",
            winner_count=CHOSEN_FIRST,
        )
    _everybody_votes(story, voting, 0.85)
    with happened(story, story.ago(240)):
        end(story, voting, 244)
    return voting


def fit_capacity(story, first, year):
    """The second one: what of it fits into the vendor's capacity."""
    chosen = first.line_ids.filtered("chosen").request_id
    keys = [
        key
        for key in FIRST_LIST
        if story.requests[key] in chosen and story.requests[key].state == "sent"
    ]
    with happened(story, story.ago(190)):
        voting = _open(
            story,
            f"Liste {year}",
            keys,
            stage="capacity",
            budget=CAPACITY,
            former_id=first.id,
        )
    _everybody_votes(story, voting, 0.8)
    with happened(story, story.ago(165)):
        end(story, voting, 169)
    return voting


def vote_now(story, year):
    """This year's first vote goes on; the delegate who signs in has not voted."""
    voting = _open(
        story,
        f"Priorités {year}",
        SECOND_LIST,
        stage="priorities",
        winner_count=3,
        closes_at=_at(story.ago(-RUNNING_DAYS)),
    )
    _everybody_votes(story, voting, 0.4, but=story.people["entreprise"])
    return voting


def _open(story, name, keys, **values):
    now = fields.Datetime.now()
    voting = story.env["club.round"].create(
        {
            "name": name,
            "company_id": story.company.id,
            "roll_kind": "organisation",
            # Ballots carry no other number of votes by which one could be known.
            "weighting": "one",
            "opens_at": now - timedelta(hours=1),
            "closes_at": now + timedelta(days=LASTED),
            "lang": "fr",
            "line_ids": [
                Command.create(
                    {"request_id": story.requests[key].id, "sequence": place}
                )
                for place, key in enumerate(keys)
            ],
            **values,
        }
    )
    voting.action_open()
    return voting


def _everybody_votes(story, voting, turnout, but=None):
    """This part of the roll votes, each after its own taste."""
    codes = {story.requests[key]: key for key in story.requests}
    keys = {codes[line.request_id]: line.code for line in voting.line_ids}
    for line in voting.roll_ids:
        person = line.voter_ids[:1].partner_id
        if person == but or story.rng.random() > turnout:
            continue
        kind = line.membership_id.type_id.code
        voting.box_id._cast(line, person, _ballot(story.rng, keys, TASTES[kind]))


def _ballot(rng, keys, taste):
    shares = rng.choice(SHARES)
    liked = {key: rng.random() + (key in taste) for key in keys}
    best = sorted(keys, key=liked.get, reverse=True)
    return {keys[key]: points for key, points in zip(best, shares, strict=False)}


def end(story, voting, days_ago):
    """Close, count and publish, as it was on that day.

    :param voting: what has a box: a round, or an evaluation
    """
    box = voting.box_id
    box._stop()
    # The scheduled job closes in two transactions; this is one, with no other voter.
    story.env.cr.postcommit.data.pop(STOPPED, None)
    box._seal()
    box._count()
    voting.action_publish()
    story.env.flush_all()
    story.env.cr.execute(
        SQL(
            """
            UPDATE club_ballot_box
               SET opens_at = closed_at - %(lasted)s - %(ago)s,
                   closes_at = closed_at - %(ago)s,
                   closed_at = closed_at - %(ago)s, frozen_on = %(day)s
             WHERE id = %(box)s
            """,
            ago=timedelta(days=days_ago),
            lasted=timedelta(days=LASTED),
            day=story.ago(days_ago + LASTED),
            box=box.id,
        )
    )


def _at(day):
    """Six in the evening, or so, of that day."""
    return fields.Datetime.to_datetime(day) + timedelta(hours=17)

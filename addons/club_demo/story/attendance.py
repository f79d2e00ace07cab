"""Who came to the meetings, what was decided, who learned what."""

from datetime import timedelta

from odoo import fields

MINUTES = (
    "<p>Tour de table, puis revue des demandes en cours. La nouvelle version sera "
    "essayée par trois adhérents avant l'été.</p>"
)
DECISIONS = (
    "La commission soutient la demande sur la clôture des exercices.",
    "Un groupe de travail prépare le passage à la facture électronique.",
)
ACTIONS = (
    ("Envoyer le questionnaire aux adhérents", 20),
    ("Préparer un exemple de paramétrage", 45),
)
COURSES = (
    ("Premiers pas", (), 0),
    ("Comptabilité avancée", ("Premiers pas",), 24),
)


def tell(story, events):
    """Past meetings were attended; people are registered for those to come."""
    now = fields.Datetime.now()
    past = events.filtered(lambda event: event.date_end < now)
    for event in events - past:
        _register(
            story, event, _people(story, event)[: 12 if event.commission_id else 25]
        )
    for event in past:
        _attended(story, event)
    for event in past.filtered("commission_id").sorted("date_begin")[-8:]:
        _minutes(story, event)
    _teach(story)


def _people(story, event):
    """(person, membership) of who may come, the logins that are printed first."""
    if event.commission_id:
        seats = event.commission_id.member_ids.filtered(lambda s: s.state == "active")
        pairs = [(seat.partner_id, seat.membership_id) for seat in seats]
    else:
        standing = story.members.filtered(
            lambda m: m.is_member and not m.partner_id.is_company and m.email
        )
        pairs = [(m.partner_id, m) for m in standing]
        story.rng.shuffle(pairs)
    logins = list(story.people.values())
    return sorted(pairs, key=lambda pair: pair[0] not in logins)


def _register(story, event, pairs):
    for person, membership in pairs:
        if not event._refusal(person, membership):
            event._register_people(
                [{"partner": person}], story.people["secretaire"], membership
            )


def _attended(story, event):
    """Most of them came; each row says when they were signed in."""
    pairs = _people(story, event)[: _many(event)]
    rows = event.registration_ids.browse()._checked()
    for number, (person, membership) in enumerate(pairs):
        came = number % 6 != 5
        rows += rows.create(
            {
                "event_id": event.id,
                "attendee_id": person.id,
                "partner_id": person.id,
                "membership_id": membership.id,
                "organisation_id": membership.partner_id.id
                if membership.partner_id.is_company
                else False,
                "name": person.name,
                "email": person.email,
                "phone": person.phone,
                "state": "done" if came else "open",
                "date_closed": event.date_begin - timedelta(minutes=10)
                if came
                else False,
            }
        )
    return rows


def _many(event):
    """How many people such a meeting has, a few places left free."""
    many = 14 if event.commission_id else 40
    return min(many, event.seats_max - 2) if event.seats_limited else many


def _minutes(story, event):
    chair = event.commission_id.chair_id or story.people["secretaire"]
    day = event.date_begin.date()
    recent = day > story.ago(45)
    minutes = story.env["club.minutes"].create(
        {
            "name": event.name,
            "event_id": event.id,
            "company_id": story.company.id,
            "date": day,
            "body": MINUTES,
            "author_id": chair.id,
            "decision_ids": [
                (0, 0, {"name": words, "sequence": 10 * place})
                for place, words in enumerate(DECISIONS, start=1)
            ],
            "action_ids": [
                (
                    0,
                    0,
                    {
                        "name": words,
                        "owner_id": chair.id,
                        "due_date": day + timedelta(days=days),
                        "state": "open" if recent else "done",
                        "done_on": False if recent else day + timedelta(days=days),
                    },
                )
                for words, days in ACTIONS
            ],
        }
    )
    moment = event.date_end + timedelta(days=7)
    if moment < fields.Datetime.now():
        minutes.write(
            {
                "state": "published",
                "approved_by_id": story.people["secretaire"].id,
                "approved_on": moment,
                "published_on": moment,
            }
        )


def _teach(story):
    """Two courses: who has been to the first may go to the second."""
    courses = {}
    for name, required, months in COURSES:
        courses[name] = story.env["club.training"].create(
            {
                "name": name,
                "company_id": story.company.id,
                "hours": 6,
                "validity_months": months,
                "prerequisite_ids": [(6, 0, [courses[each].id for each in required])],
            }
        )
    brittany = story.sections["BRE"]
    first, second = courses.values()
    past = _session(story, first, story.ago(120), brittany)
    _attended(story, past)
    if hasattr(past, "_certify"):
        past._certify()
    coming = _session(story, first, story.today + timedelta(days=40), brittany)
    # Two more than there are places: they wait.
    _register(story, coming, _people(story, coming)[: coming.seats_max + 2])
    _session(story, second, story.today + timedelta(days=75), brittany)


def _session(story, course, day, section):
    begin = fields.Datetime.to_datetime(day) + timedelta(hours=8)
    return story.env["event.event"].create(
        {
            "name": course.name,
            "company_id": story.company.id,
            "section_id": section.id,
            "club_kind": "training",
            "training_id": course.id,
            "audience": "members",
            "date_tz": "Europe/Paris",
            "date_begin": begin,
            "date_end": begin + timedelta(hours=6),
            "announced_on": fields.Datetime.now() - timedelta(days=150),
            "seats_limited": True,
            "seats_max": 12,
            "trainer_ids": [(6, 0, story.people["bretagne"].ids)],
        }
    )

"""Members help members: volunteers of each region, their rota, what they are asked."""

import random
from datetime import timedelta

from odoo.addons.club_support.rota import planning

from . import roles
from .questions import CATEGORIES, QUESTIONS, REPLIES, SKILLS

NEIGHBOURS = {
    "BRE": ("NOR", "PDL"),
    "PDL": ("CVL", "NAQ"),
    "CVL": ("NOR", "IDF", "BFC"),
    "NOR": ("HDF", "IDF"),
    "HDF": ("IDF", "GES"),
    "GES": ("BFC",),
    "BFC": ("ARA",),
    "ARA": ("PAC", "OCC", "NAQ"),
    "OCC": ("PAC", "NAQ"),
    "PAC": ("COR",),
}
# How many volunteers the regions have whose rota the demonstration shows, and who plans
# together: Bretagne for itself, with the help of its neighbours.
PLANNED = {"BRE": 7, "PDL": 6, "CVL": 5, "NOR": 6}
ROTAS = (
    ("Permanences de Bretagne", ("BRE",)),
    ("Permanences du Val de Loire et de Normandie", ("PDL", "CVL", "NOR")),
)
ELSEWHERE = 2
WEEKS = 26
BEFORE = 8
SECONDS = 20


def tell(story):
    """Volunteers first, then what they did until now, then the months to come."""
    story.rng = random.Random("permanences")
    skills = _skills(story)
    for code, near in NEIGHBOURS.items():
        story.sections[code].neighbour_ids |= (
            story.sections["NAT"].union(*(story.sections[other] for other in near))
            - story.sections["NAT"]
        )
    volunteers = _volunteers(story, skills)
    _settings(story)
    _last_months(story, volunteers)
    rotas = story.env["club.rota"]
    for name, codes in ROTAS:
        rotas += _months_to_come(story, skills, name, codes)
    _life(story, rotas)
    _questions(story)


def _skills(story):
    return {
        name: story.env["club.skill"].create(
            {"name": name, "company_id": story.company.id, "sequence": 10 * place}
        )
        for place, name in enumerate(SKILLS, 1)
    }


def _settings(story):
    secretary = story.people["secretaire"]
    story.company.club_support_owner_id = secretary
    for name, skill in CATEGORIES.items():
        story.env["club.ticket.category"].create(
            {
                "name": name,
                "company_id": story.company.id,
                "skill_id": skill
                and story.env["club.skill"].search([("name", "=", skill)]).id,
            }
        )
    for name, body in REPLIES.items():
        story.env["club.ticket.reply"].create(
            {"name": name, "body": body, "company_id": story.company.id}
        )


def _volunteers(story, skills):
    """Members who help in each region; one of Bretagne has a printed login."""
    made = story.env["club.volunteer"]
    for code, section in story.sections.items():
        if section.level != "region":
            continue
        people = _willing(story, section)[: PLANNED.get(code, ELSEWHERE)]
        for place, person in enumerate(people):
            made += made.create(_volunteer(story, section, person, place, skills))
        if code == roles.REGION:
            roles.sign_up(story, people[0], "benevole")
    return made


def _willing(story, section):
    return story.members.filtered(
        lambda m: (
            m.state == "active"
            and m.section_id in section.descendant_ids
            and m.email
            and not m.partner_id.is_company
            and not m.partner_id.user_ids
            and not m.partner_id.club_birth_date
        )
    ).partner_id


def _volunteer(story, section, person, place, skills):
    known = list(skills.values())
    chosen = {place % len(known), (place * 2 + 1) % len(known)}
    away = story.today + timedelta(days=40 + 21 * place)
    return {
        "partner_id": person.id,
        "company_id": story.company.id,
        "home_section_id": section.id,
        "skill_ids": [(6, 0, [known[each].id for each in sorted(chosen)])],
        "max_load": 24 - place % 3 * 3,
        "rest": place % 2,
        "helps_neighbours": place % 2 == 0,
        "wednesday_off": place == 2,
        "date_start": story.day(-1, 9, 1),
        "absence_ids": [
            (
                0,
                0,
                {
                    "date_from": away,
                    "date_to": away + timedelta(days=13),
                    "note": "Vacances",
                },
            ),
            (
                0,
                0,
                {
                    "kind": "disliked",
                    "date_from": away + timedelta(days=60),
                    "date_to": away + timedelta(days=66),
                },
            ),
        ],
    }


def _monday(story):
    return story.today - timedelta(days=story.today.weekday())


def _rota(story, name, codes, first, weeks, **vals):
    sections = [story.sections[code] for code in codes]
    return story.env["club.rota"].create(
        {
            "name": name,
            "company_id": story.company.id,
            "section_id": (
                sections[0] if len(sections) == 1 else sections[0].parent_id
            ).id,
            "date_start": first,
            "slot_count": weeks,
            "line_ids": [(0, 0, {"section_id": each.id, **vals}) for each in sections],
        }
    )


def _last_months(story, volunteers):
    """Weeks that were shared out by hand, before the club planned with Club."""
    first = _monday(story) - timedelta(weeks=BEFORE - 1)
    name = "Permanences de l'automne, réparties à la main"
    rota = _rota(story, name, PLANNED, first, BEFORE)
    rows = []
    for section in rota.line_ids.section_id:
        own = volunteers.filtered(lambda v, s=section: v.home_section_id == s)
        for slot in range(BEFORE):
            start, end = rota._slot_dates(slot)
            rows += [
                {
                    "rota_id": rota.id,
                    "section_id": section.id,
                    "slot": slot,
                    "role": role,
                    "date_start": start,
                    "date_end": end,
                    "volunteer_id": own[(2 * slot + shift) % len(own)].id,
                    "state": "confirmed",
                }
                for shift, role in enumerate(("lead", "backup"))
            ]
    story.env["club.duty"].create(rows)
    rota.write({"state": "published", "published_on": first})
    rota.duty_ids._end_past(story.company)


def _months_to_come(story, skills, name, codes):
    """A plan that proves how fair it is."""
    first = _monday(story) + timedelta(weeks=1)
    wanted = [(6, 0, [skills["Comptabilité"].id])]
    name = f"{name} {first:%Y}-{first + timedelta(weeks=WEEKS):%Y}"
    rota = _rota(story, name, codes, first, WEEKS, skill_ids=wanted)
    problem, at = rota._problem()
    request = {
        **planning.request_for(problem, SECONDS),
        "sections": at.sections.ids,
        "basis": rota._basis(at.volunteers),
    }
    rota._planning_store(request, planning.plan(request))
    rota._publish()
    return rota


def _life(story, rotas):
    """Most have confirmed; one asks to be covered, one week has nobody any more."""
    duties = rotas.duty_ids.filtered("volunteer_id").sorted("date_start")
    mine = duties.filtered(lambda d: d.partner_id == story.people["benevole"])
    for duty in duties - mine:
        if story.rng.random() < 0.7:
            duty._confirm(duty.volunteer_id)
    mine[:1]._confirm(mine[:1].volunteer_id)
    bretagne = story.sections[roles.REGION]
    others = (duties - mine).filtered(lambda d: d.section_id == bretagne)
    asking = others[6:].filtered(lambda d: mine.volunteer_id in d._candidates())[:1]
    if asking:
        story.env["club.duty.offer"]._ask_cover(
            asking, asking.volunteer_id, message="Un mariage ce week-end-là."
        )
    dropped = (others - asking)[3:4]
    dropped._release(dropped.volunteer_id, "Mutation professionnelle")


def _askers(story):
    """Two members with a printed login, and delegates of the volunteer's region."""
    region = story.sections[roles.REGION]
    near = story.env["club.delegation"].search(
        [
            ("company_id", "=", story.company.id),
            ("membership_id.section_id", "in", region.descendant_ids.ids),
            ("membership_id.state", "=", "active"),
            ("partner_id.email", "!=", False),
        ],
        order="id",
    )
    # Early in a year there may be fewer.
    first, others = near.partner_id[:1], near.partner_id[1:4]
    return [
        story.people["adherent"],
        *first,
        story.people["member"],
        *others,
    ]


def _questions(story):
    tickets = story.env["club.ticket"]
    categories = story.env["club.ticket.category"].search([])
    askers = _askers(story)
    for place, (category, title, body, answers, stars) in enumerate(QUESTIONS):
        asker = askers[place % len(askers)]
        ticket = tickets._ask(
            {
                "name": title,
                "body": body,
                "partner_id": asker.id,
                "company_id": story.company.id,
                "category_id": categories.filtered(
                    lambda c, name=category: c.name == name
                ).id,
                "channel": ("portal", "email", "phone")[place % 3],
            },
            asker,
        )
        for answer in answers:
            ticket._reply(ticket.owner_id, answer)
        if stars:
            ticket._solve(ticket.owner_id, minutes=20 + 5 * stars)
            ticket._rate(asker, stars)

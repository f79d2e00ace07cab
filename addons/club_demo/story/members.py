"""Who joins, when, as what: founders first, then newcomers in waves."""

from datetime import timedelta

from . import calls
from .association import REGION_OPENED_LATER

# Types of one wave: how many people and organisations of each hundred (integrators
# founded the club with its users, and no other came)
SHARES = {"IND": 56, "RED": 15, "BIE": 4, "HON": 1, "ENT": 18, "PUB": 6}


def plan(story):
    """Put the founders and the waves of newcomers on the calendar."""
    story.on(story.founded, _join, 196, 75, ((20, 0.6), (60, 0.37)))
    story.on(story.day(-2, 6, 20), _join, 16, 30, ((20, 1),))
    story.on(story.day(-1, 2, 10), _join, 112, 30, ((20, 1),))
    story.on(story.ago(150), _join, 36, 30, ((20, 1),))
    # The last ones owe their first dues since two months, one, two weeks, or not yet:
    # debts of every age, whatever the season.
    story.on(story.ago(105), _join, 10, 30, ((26, 0.6),))
    story.on(story.ago(75), _join, 8, 30, ((26, 0.5),))
    story.on(story.ago(45), _join, 10, 30, ((26, 0.5),))
    story.on(story.ago(12), _join, 8, 30, ((9, 0.5),))
    story.on(story.ago(6), _apply, 4)


def _join(story, day, count, days_to_pay, paid):
    """Admit newcomers and call their first dues, payable within the days given."""
    memberships = _create(story, day, count)
    if day == story.founded:
        memberships |= _create(story, day, 6, codes=("INT",))
    memberships.approved_on = day
    if day == story.founded:
        _households(memberships.filtered(lambda m: m.type_id == story.types["IND"]))
        _groups(memberships.filtered("headcount"))
    calls.call(
        story,
        memberships,
        name=f"Adhésions du {day:%d/%m/%Y}",
        day=day,
        due_date=day + timedelta(days=days_to_pay),
        term=(day, day),
        paid=paid,
    )


def _apply(story, day, count):
    """Applications received that nobody has looked at yet."""
    _create(story, day, count, codes=("IND", "ENT"))


def _create(story, day, count, codes=tuple(SHARES)):
    drawn = story.rng.choices(codes, [SHARES.get(code, 1) for code in codes], k=count)
    regions = _regions(story, day, count)
    partners = _create_partners(story, drawn, regions)
    memberships = story.env["club.membership"].create(
        [
            {
                "partner_id": partner.id,
                "company_id": story.company.id,
                "type_id": story.types[code].id,
                "section_id": story.sections[region].id,
                "applied_on": day - timedelta(days=story.rng.randint(2, 20)),
                "joined_on": day,
                **_choices(story, code),
            }
            for partner, code, region in zip(partners, drawn, regions, strict=True)
        ]
    )
    story.members |= memberships
    return memberships


def _regions(story, day, count):
    """Where each of them lives; a small wave comes from a few regional meetings."""
    everywhere = [story.directory.region() for _member in range(count)]
    if day < story.day(-1, 1, 1):
        elsewhere = [code for code in everywhere if code != REGION_OPENED_LATER]
    else:
        elsewhere = everywhere
    meetings = sorted(set(elsewhere[:5]))
    return story.rng.choices(elsewhere if count > 100 else meetings, k=count)


def _create_partners(story, codes, regions):
    draw = {
        "ENT": story.directory.company,
        "INT": story.directory.integrator,
        "PUB": story.directory.public_body,
    }
    values = [
        draw.get(code, story.directory.person)(region)
        for code, region in zip(codes, regions, strict=True)
    ]
    country = story.env.ref("base.fr").id
    partners = story.env["res.partner"].create(
        [{**vals, "country_id": country} for vals in values]
    )
    # Whoever represents an organisation is a contact of it.
    story.env["res.partner"].create(
        [
            {**story.directory.contact_of(vals), "parent_id": partner.id}
            for partner, vals in zip(partners, values, strict=True)
            if vals["is_company"]
        ]
    )
    return partners


def _choices(story, code):
    """What the price of a type depends on, as this member chose or declared it."""
    if code == "ENT":
        return {"headcount": story.directory.headcount()}
    if code == "PUB":
        return {"seats": story.rng.choice((2, 2, 3, 4, 6))}
    if code == "INT":
        return {"seats": 3}
    if code == "BIE":
        return {"chosen_amount": story.rng.choice((100, 150, 200, 500))}
    return {}


def _households(memberships):
    """Four couples: one address, one e-mail, one of the two pays for both."""
    for pair in _neighbours(memberships, 4):
        first, second = pair.partner_id
        first_name = second.name.partition(" ")[0]
        second.write(
            {
                "name": f"{first_name} {first.name.partition(' ')[2]}",
                "email": first.email,
                **{fname: first[fname] for fname in ("street", "zip", "city", "phone")},
            }
        )
        pair[1].payer_id = first


def _groups(memberships):
    """Two groups of companies: the parent company pays for its subsidiary."""
    for pair in _neighbours(memberships, 2):
        pair[1].payer_id = pair[0].partner_id


def _neighbours(memberships, count):
    """Pairs of members of one section, each in one pair at most."""
    pairs = []
    for members in memberships.grouped("section_id").values():
        if len(members) > 1:
            pairs.append(members[:2])
    return pairs[:count]

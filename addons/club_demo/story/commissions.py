"""Commissions: where members work together, of every kind and every way of joining."""

from datetime import timedelta

# name, kind, cadence, how one joins, and what else there is to say
COMMISSIONS = {
    "finance": {
        "name": ("Finance", "Finances"),
        "kind": "topical",
        "cadence": "quarterly",
        "charter": "Comptabilité, trésorerie, facture électronique : partager ce qui "
        "marche, et dire à l'éditeur ce qui manque.",
    },
    "payroll": {
        "name": ("Human resources and payroll", "Ressources humaines et paie"),
        "kind": "topical",
        "cadence": "bimonthly",
        "max_size": 9,
        "charter": "Neuf personnes autour d'une table : chacune présente un sujet "
        "par an.",
    },
    "purchasing": {
        "name": ("Purchasing and logistics", "Achats et logistique"),
        "kind": "topical",
        "cadence": "quarterly",
        "join_policy": "approval",
        "charter": "Pour celles et ceux qui achètent, stockent et expédient. Dites "
        "en quelques mots votre métier : l'animatrice ou l'animateur vous répond.",
    },
    "circle": {
        "name": ("Circle of IT managers", "Cercle des responsables informatiques"),
        "kind": "circle",
        "cadence": "half_yearly",
        "join_policy": "invitation",
        "charter": "Une rencontre par semestre avec la direction de l'éditeur. Ce "
        "qui s'y dit y reste.",
    },
    "laboratory": {
        "name": ("Testing laboratory", "Laboratoire d'essais"),
        "kind": "group",
        "parent": "finance",
        "cadence": "monthly",
        "fee": 25,
        "charter": "Essayer les nouvelles versions avant tout le monde. La "
        "participation paie les serveurs.",
    },
    "board": {
        "name": ("Board", "Conseil d'administration"),
        "kind": "body",
        "cadence": "monthly",
        "join_policy": "invitation",
        "charter": "Élu par l'assemblée générale pour deux ans.",
    },
}


def gather(story):
    """Found the commissions and bring people together in them."""
    since = story.day(-2, 10, 1)
    commissions = {key: _found(story, key, spec) for key, spec in COMMISSIONS.items()}
    story.commissions = commissions
    persons, delegates = _persons(story), _delegates(story)
    me, english, chair = (
        (story.people[login], _own(story, story.people[login]))
        for login in ("adherent", "member", "commission")
    )
    firm = next(pair for pair in delegates if pair[0] == story.people["entreprise"])
    managers = [pair for pair in delegates if _works_in_it(story, pair[0])]
    others = iter(persons)

    def some(count):
        return [next(others) for _place in range(count)]

    _seat(commissions["finance"], [*some(9), english, *delegates[1:4]], since)
    _former_chair(story, commissions["finance"], next(others))
    _seat(commissions["payroll"], some(9), since + timedelta(days=20))
    _seat(commissions["purchasing"], [chair, *some(5), delegates[4]], since)
    _seat(commissions["circle"], [m for m in managers if m != firm][:6], since)
    _seat(commissions["laboratory"], [*some(4), firm], story.ago(90))
    _seat(commissions["board"], _officers(story), story.day(-2, 2, 3))
    # Who comes later: a waiting list, two requests, invitations without an answer.
    for person, membership in (next(others), me, next(others)):
        commissions["payroll"]._join(person, membership)
    for key, spec in COMMISSIONS.items():
        commissions[key].join_policy = spec.get("join_policy", "open")
    for person, membership in (next(others), delegates[5]):
        commissions["purchasing"]._join(person, membership)
    commissions["circle"]._invite(*firm)


def _found(story, key, spec):
    """A commission; whoever founds it walks in, then its own rule applies."""
    english, french = spec["name"]
    parent = story.env["club.commission"].search([("name", "=", "Finances")])
    commission = story.env["club.commission"].create(
        {
            "name": english,
            "company_id": story.company.id,
            "state": "open",
            "charter": f"<p>{spec['charter']}</p>",
            "parent_id": parent.id if spec.get("parent") else False,
            **{
                fname: spec[fname]
                for fname in ("kind", "cadence", "max_size", "fee")
                if fname in spec
            },
        }
    )
    commission.with_context(lang="fr_FR").name = french
    if key == "circle":
        commission.eligible_function_ids = story.functions["it"]
    return commission


def _own(story, person):
    return story.members.filtered(lambda m: m.partner_id == person)[:1]


def _persons(story):
    """Persons who are paid-up members and have no login that is printed."""
    known = set(story.people.values())
    found = story.members.filtered(
        lambda m: (
            m.state == "active"
            and not m.partner_id.is_company
            and m.partner_id.email
            and m.partner_id not in known
            and not m.partner_id.club_office_ids
        )
    )
    return [(m.partner_id, m) for m in found]


def _delegates(story):
    """Who acts for an organisation, one pair each, its managers first."""
    pairs = {d.partner_id: d.membership_id for d in story.teams.sorted("id")}
    managers = story.teams.filtered(lambda d: d.role == "manager").partner_id
    return sorted(pairs.items(), key=lambda pair: pair[0] not in managers)


def _works_in_it(story, person):
    return story.functions["it"] in person.club_function_ids


def _officers(story):
    """Those in office at the national level today, the president first."""
    offices = story.env["club.office"].search(
        [
            ("section_id", "=", story.sections["NAT"].id),
            ("is_current", "=", True),
        ],
        order="id",
    )
    president = story.env.ref("club_membership.office_kind_president")
    people = offices.filtered(lambda o: o.kind_id == president).partner_id
    return [(p, _own(story, p)) for p in people | offices.partner_id]


def _seat(commission, pairs, since):
    """Bring people in; the first one chairs, the others have been there since then."""
    rows = commission.member_ids
    for person, membership in pairs:
        rows |= commission._join(person, membership)
    for row, role in zip(rows, ("chair", "vice_chair", "secretary"), strict=False):
        row._set_role(role)
    for place, row in enumerate(rows):
        joined = since + timedelta(days=17 * (place // 3))
        row.write({"date_from": joined, "queued_at": joined})


def _former_chair(story, commission, pair):
    """Somebody chaired it in the first months, and left."""
    person, membership = pair
    today = commission.member_ids.filtered(lambda row: row.role == "chair")
    elected = story.day(-1, 6, 14)
    story.env["club.commission.member"].create(
        {
            "commission_id": commission.id,
            "partner_id": person.id,
            "membership_id": membership.id,
            "role": "chair",
            "state": "left",
            "date_from": today.date_from,
            "date_to": elected - timedelta(days=1),
            "reason": "Fin de mandat",
        }
    )
    today.date_from = elected

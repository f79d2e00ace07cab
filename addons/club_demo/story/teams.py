"""Who acts for member organisations, and who acts for a child."""

from datetime import timedelta

from .people import ascii_slug

# What people do, in English and in French, and how their job titles begin
FUNCTIONS = {
    "it": ("IT manager", "Responsable informatique"),
    "buyer": ("Buyer", "Acheteur"),
    "finance": ("Finance and accounting", "Finance et comptabilité"),
    "production": ("Production", "Production"),
}
FUNCTION_OF = {
    "Responsable informatique": "it",
    "Référent applicatif": "it",
    "Chef de projet": "it",
    "Responsable des achats": "buyer",
    "Contrôleuse de gestion": "finance",
    "Comptable": "finance",
    "Directrice administrative": "finance",
    "Responsable de production": "production",
}
# So many more organisations name a delegate, by membership type
VOTERS = {"ENT": 24, "PUB": 12, "INT": 6}
# Roles of the colleagues named after the manager
COLLEAGUES = (("seat",), ("deputy", "seat"), ("voter",), ("seat",))


def gather(story):
    """Give nine organisations their team; the first one has a delegate who signs in.
    Some others only name who votes for them."""
    story.functions = _name_functions(story)
    firms = {
        code: story.members.filtered(
            lambda m, kind=story.types[code]: m.type_id == kind and m.is_member
        )
        for code in ("INT", "PUB", "ENT")
    }
    paid_up = firms["INT"].filtered(lambda m: m.state == "active")
    story.firm = (paid_up | firms["INT"])[0]
    _staff(story, story.firm, 1)
    _still_open(story, story.firm)
    for firm in (firms["INT"] - story.firm)[:2] | firms["PUB"][:3]:
        _staff(story, firm, max(0, firm._seat_figures()["limit"] - 1))
    for firm in firms["ENT"][:3]:
        _staff(story, firm, 3)
    _name_voters(story, firms)
    story.teams = story.members.delegation_ids


def _name_functions(story):
    functions = {}
    for key, (english, french) in FUNCTIONS.items():
        functions[key] = story.env["club.function"].create(
            {"name": english, "company_id": story.company.id}
        )
        functions[key].with_context(lang="fr_FR").name = french
    contacts = story.members.partner_id.child_ids
    for title, people in contacts.grouped("function").items():
        if title in FUNCTION_OF:
            people.club_function_ids = functions[FUNCTION_OF[title]]
    return functions


def _staff(story, firm, count):
    """The contact manages the team and votes; some colleagues hold seats."""
    since = max(firm.joined_on, story.day(-1, 9, 1))
    contact = firm.partner_id.child_ids[0]
    for role in ("manager", "voter", "seat"):
        firm._name_to_team(contact, role, email=contact.email, day=since)
    for roles in COLLEAGUES[:count]:
        colleague = _hire(story, firm.partner_id)
        joined = since + timedelta(days=story.rng.randint(10, 60))
        for role in roles:
            firm._name_to_team(
                colleague, role, email=colleague.email, day=min(joined, story.ago(5))
            )


def _hire(story, organisation):
    values = story.directory.contact_of(
        {
            "email": organisation.email,
            "phone": organisation.phone,
            "lang": organisation.lang,
        }
    )
    function = FUNCTION_OF.get(values["function"])
    return story.env["res.partner"].create(
        {
            **values,
            "parent_id": organisation.id,
            "club_function_ids": story.functions[function].ids if function else [],
        }
    )


def _name_voters(story, firms):
    """Other organisations have no team, only who votes for them."""
    for code, count in VOTERS.items():
        without = firms[code].filtered(
            lambda m: m.state == "active" and not m.delegation_ids
        )
        for firm in without[:count]:
            [contact, *_others] = firm.partner_id.child_ids
            firm._name_to_team(
                contact,
                "voter",
                email=contact.email,
                day=max(firm.joined_on, story.day(-1, 9, 1)),
            )


def _still_open(story, firm):
    """A seat more than it had, one kept for an invitation, one free; the extra seat
    is to be paid."""
    contact = firm.partner_id.child_ids[0]
    contact.write(
        {
            "function": "Responsable informatique",
            "club_function_ids": story.functions["it"].ids,
        }
    )
    domain = firm.partner_id.email.partition("@")[2]
    firm._order_seats(1, author=contact)
    name = "Solène Kervella"
    firm._invite(f"{ascii_slug(name)}@{domain}", name, author=contact)
    story.env["club.email.domain"].create({"membership_id": firm.id, "name": domain})


def bring_up(story, parent):
    """A member's child is a member too: the parent pays and acts for it."""
    person = parent.partner_id
    child = story.env["res.partner"].create(
        {
            "name": f"Manon {person.name.partition(' ')[2]}",
            "club_birth_date": story.today.replace(
                year=story.today.year - 16, month=1, day=20
            ),
            **{
                fname: person[fname]
                for fname in ("street", "zip", "city", "phone", "lang")
            },
            "country_id": person.country_id.id,
        }
    )
    story.env["club.guardian"].create(
        {
            "minor_id": child.id,
            "guardian_id": person.id,
            "company_id": story.company.id,
            "date_from": story.ago(40),
        }
    )
    story.members |= story.env["club.membership"]._admit(
        {
            "partner_id": child.id,
            "company_id": story.company.id,
            "type_id": story.types["RED"].id,
            "section_id": parent.section_id.id,
            "payer_id": person.id,
        }
    )

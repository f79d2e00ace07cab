"""Guests and what they hold, for the table of routes: links open for who has them."""

import base64

from odoo.addons.club_portal.tests.route_case import record, serial

from .route_records import new_event


def _new_guest(case, name, event=None, **vals):
    """An invitation, and its secret as ``{name_token}``."""
    event = event or new_event(case)
    guest = case.env["club.event.guest"].create(
        {
            "event_id": event.id,
            "name": f"Guest {next(serial)}",
            "email": f"guest{next(serial)}@guests.example",
            **vals,
        }
    )
    guest = guest.sudo()
    case.made[f"{name}_token"] = guest._make_link().rsplit("/", 1)[1]
    return guest


def _register(guest):
    form = {"name": guest.name}
    guest._register_own(form, guest.env.ref("base.public_user"))
    return guest


@record("guest")
def _guest(case):
    guest = _new_guest(case, "guest")
    case.made["guest_wrong"] = case.made["guest_token"] + "x"
    return guest


@record("revoked_guest")
def _revoked_guest(case):
    """One whose link was sent, and withdrawn since."""
    guest = _new_guest(case, "revoked_guest")
    guest._revoke()
    return guest


@record("registered_guest")
def _registered_guest(case):
    return _register(_new_guest(case, "registered_guest"))


@record("offered_guest")
def _offered_guest(case):
    """One who waited, and has a place kept for them now."""
    event = new_event(case, seats_limited=True, seats_max=1)
    first = _register(_new_guest(case, "first_guest", event))
    guest = _register(_new_guest(case, "offered_guest", event))
    first._withdraw_own()
    return guest


def _new_place(case, name, event):
    """A place of somebody typed, and the secret of its page as ``{name_token}``."""
    booking = event._register_people(
        [{"name": f"Typed {next(serial)}", "email": "typed@guests.example"}], None
    )
    place = booking.sudo().registration_ids
    case.made[f"{name}_token"] = place._place_url().rsplit("/", 1)[1]
    return place


@record("place")
def _place(case):
    place = _new_place(case, "place", new_event(case, audience="open"))
    case.made["place_wrong"] = case.made["place_token"] + "x"
    return place


@record("offered_place")
def _offered_place(case):
    event = new_event(case, audience="open", seats_limited=True, seats_max=1)
    first = _new_place(case, "first_place", event)
    place = _new_place(case, "offered_place", event)
    first._withdraw(first)
    return place


@record("item_guest")
def _item_guest(case):
    """One invited to one item of two, whose documents are ``{own_document}`` and
    ``{other_document}``."""
    event = new_event(case)
    items = case.env["event.track"].create(
        [{"name": f"Item {n}", "event_id": event.id} for n in (1, 2)]
    )
    for item, name in zip(items, ("own_document", "other_document"), strict=True):
        item.document_ids = case.env["ir.attachment"].create(
            {"name": f"{name}.txt", "datas": base64.b64encode(b"Words")}
        )
        case.made[name] = item.document_ids.id
    return _new_guest(case, "item_guest", event, track_ids=items[0].ids)


@record("hosted")
def _hosted(case):
    """A meeting that Anna holds, with its guest as ``{hosted_guest}``."""
    event = new_event(case, trainer_ids=case.anna.partner_id.ids)
    case.made["hosted_guest"] = _new_guest(case, "hosted_guest", event).id
    return event


def _on_site(case, event, name):
    """The site is this association's; the event's page is ``{name_slug}``."""
    public = case.env.ref("base.public_user")
    public.company_ids |= case.company
    public.company_id = case.company
    case.env["website"].search([]).company_id = case.company
    case.made[f"{name}_slug"] = case.env["ir.http"]._slug(event)
    return event


@record("open_event")
def _open_event(case):
    """An open meeting on the site of the association, that asks for a name."""
    question = case.env["event.question"].create(
        {"title": "Name", "question_type": "name", "is_mandatory_answer": True}
    )
    case.made["name_question"] = question.id
    event = new_event(
        case, audience="open", is_published=True, question_ids=question.ids
    )
    return _on_site(case, event, "open")


@record("members_event")
def _members_event(case):
    """A meeting for members, where the site is the association's."""
    return _on_site(case, new_event(case), "members")

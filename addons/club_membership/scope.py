"""Who sees what through an office: the domains that record rules are made of.

Rule domains are cached per user, so nothing here may depend on the day or on the
offices that exist: offices are reached by relation and compared with the literal
``today``, which Odoo reads anew each time a domain is used.
"""

from odoo.fields import Domain

ROLES = ("officer", "treasurer")


def held_offices(partner_id, roles=ROLES):
    """Offices that the person ``partner_id`` holds today with one of these roles."""
    return (
        Domain("partner_id", "=", partner_id)
        & Domain("role", "in", roles)
        & Domain("date_from", "<=", "today")
        & (Domain("date_to", "=", False) | Domain("date_to", ">=", "today"))
    )


def served_sections(partner_id, roles=ROLES):
    """Sections open to their staff, at or below one where this person is in office."""
    return Domain("staff_open_on", "<=", "today") & Domain(
        "ancestor_ids.office_ids", "any", held_offices(partner_id, roles)
    )


def readable_sections(partner_id, roles=ROLES):
    """The served sections and the ones above them, which place them in the tree."""
    served = served_sections(partner_id, roles)
    return served | Domain("descendant_ids", "any", served)


def readable_contacts(partner_id, company_ids, roles=ROLES):
    """Contacts that an office lets its holder read.

    Members of the served sections and who pays for them; contacts that neither are
    members nor pay for one; contacts below another one (an address, a company's
    people) follow it unless they are members themselves; and oneself.
    """
    mine = _served_memberships(partner_id, company_ids, roles)
    return (
        Domain("club_membership_ids", "any", mine)
        | Domain("club_payer_membership_ids", "any", mine)
        | _strangers(mine)
        | Domain("id", "=", partner_id)
    )


def served_payers(partner_id, roles=ROLES):
    """Who pays for members of the served sections and for nobody else.

    A notice tells all that its payer owes: who pays for members of other sections too
    is told about by the association, not by one of its sections.
    """
    inside = Domain("section_id", "any", served_sections(partner_id, roles))
    own, paid = "club_membership_ids", "club_payer_membership_ids"
    return (
        (Domain(own, "any", inside) | Domain(paid, "any", inside))
        & Domain(own, "not any", ~inside)
        & Domain(paid, "not any", ~inside)
    )


def editable_contacts(partner_id, uid, company_ids, roles=ROLES):
    """Contacts that an office lets its holder change: fewer than the readable ones.

    Members of the served sections; who pays for them or stands below them, unless a
    member themselves; and contacts one entered oneself that are no member yet.
    """
    mine = _served_memberships(partner_id, company_ids, roles)
    member = Domain("club_membership_ids", "any", mine)
    outsider = Domain("club_membership_ids", "=", False)
    pays = Domain("club_payer_membership_ids", "any", mine)
    below = Domain("parent_id", "any", member) | Domain(
        "commercial_partner_id", "any", member
    )
    return (
        member
        | (outsider & pays)
        | (_strangers(mine) & (Domain("create_uid", "=", uid) | below))
    )


def _strangers(mine):
    """Contacts that neither are members nor pay for one, nor stand below such a one
    that is out of reach (``mine`` are the memberships within reach)."""
    own = Domain("club_membership_ids", "any", mine) | Domain(
        "club_payer_membership_ids", "any", mine
    )
    stranger = Domain("club_membership_ids", "=", False) & Domain(
        "club_payer_membership_ids", "=", False
    )
    return stranger & Domain.AND(
        Domain(above, "=", False) | Domain(above, "any", own | stranger)
        for above in ("parent_id", "commercial_partner_id")
    )


def _served_memberships(partner_id, company_ids, roles):
    # A merged duplicate keeps its section; its holder is followed through the
    # membership that lives on.
    return (
        Domain("company_id", "in", company_ids)
        & Domain("merged_into_id", "=", False)
        & Domain("section_id", "any", served_sections(partner_id, roles))
    )

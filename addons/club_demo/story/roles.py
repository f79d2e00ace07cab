"""Offices and logins: who answers for what, nationally and in each region."""

import json
from datetime import timedelta

from odoo import fields
from odoo.tools import file_open

from .people import ascii_slug

REGION = "BRE"


def appoint(story):
    """Give every office its holder, and a user to whoever works in the software."""
    passwords = _passwords()
    _national(story, passwords)
    for code, section in story.sections.items():
        if section.level == "region":
            _regional(story, code, section, passwords)
    _portal(story, passwords)
    story.env["res.users"].with_context(no_reset_password=True).create(story.users)
    story.env["res.users"]._club_sync_office_groups()
    _silence_mail(story)


def _passwords():
    with file_open("club_demo/logins.json") as logins:
        return {login["login"]: login["password"] for login in json.load(logins)}


def _volunteers(story, sections):
    """Persons who are members today in these sections and hold no office yet."""
    return story.members.filtered(
        lambda m: (
            m.is_member
            and m.section_id in sections
            and m.email
            and not m.partner_id.is_company
            and not m.partner_id.club_office_ids
        )
    ).partner_id


def _office(story, partner, kind, section, since, until=False):
    story.env["club.office"].create(
        {
            "partner_id": partner.id,
            "kind_id": story.env.ref(f"club_membership.office_kind_{kind}").id,
            "section_id": section.id,
            "date_from": since,
            "date_to": until,
            "note": f"Assemblée générale du {since:%d/%m/%Y}",
        }
    )


def _user(story, partner, login, passwords, *groups, lang="fr_FR"):
    values = {
        "name": partner.name,
        "partner_id": partner.id,
        "login": login,
        "lang": lang,
        "tz": "Europe/Paris",
        "company_id": story.company.id,
        "company_ids": [(6, 0, story.company.ids)],
        "group_ids": [(6, 0, [story.env.ref(group).id for group in groups])],
    }
    if groups != ("base.group_portal",):
        # Straight to the members, not to the discussions.
        values["action_id"] = story.env.ref("club_membership.club_membership_action").id
    # Hashing is slow by design: only the logins that are announced have a password.
    if login in passwords:
        values["password"] = passwords[login]
        story.people[login] = partner
    story.users.append(values)


def _national(story, passwords):
    root = story.sections["NAT"]
    everywhere = story.env["club.section"].search([])
    first, second, vice, secretary, treasurer = _volunteers(story, everywhere)[:5]
    assembly, later = story.day(-2, 2, 3), story.day(-1, 6, 14)
    _office(story, first, "president", root, assembly, story.day(-1, 6, 13))
    _office(story, second, "president", root, later)
    _office(story, vice, "vice_president", root, assembly)
    _office(story, secretary, "secretary", root, assembly)
    _office(story, treasurer, "treasurer", root, assembly)
    _user(
        story,
        secretary,
        "secretaire",
        passwords,
        "club_membership.group_club_secretary",
    )
    _user(
        story, treasurer, "tresorier", passwords, "club_membership.group_club_treasurer"
    )


def _regional(story, code, section, passwords):
    volunteers = _volunteers(story, section)
    login = ascii_slug(section.name).replace(".", "-")
    since = story.day(-1, 6, 14)
    for partner, kind, name in zip(
        volunteers[:2],
        ("coordinator", "treasurer"),
        (login, f"tresorier.{login}"),
        strict=False,  # a small region may lack a volunteer
    ):
        _office(story, partner, kind, section, since)
        _user(story, partner, name, passwords, "base.group_user")


def _portal(story, passwords):
    """Logins of the members themselves: a company's, and three persons'."""
    portal = "base.group_portal"
    delegate = story.firm.partner_id.child_ids[0]
    _user(story, delegate, "entreprise", passwords, portal)
    persons = story.members.filtered(
        lambda m: (
            m.is_member
            and m.email
            and not m.partner_id.is_company
            and not m.partner_id.club_office_ids
        )
    )
    owing = persons.filtered("amount_due").partner_id
    _user(story, owing[0], "adherent", passwords, portal)
    # The database is made in French alone: who reads English needs the language.
    story.env["res.lang"]._activate_lang("en_US")
    _user(story, owing[1], "member", passwords, portal, lang="en_US")
    paid_up = persons.filtered(lambda m: m.state == "active" and not m.amount_due)
    _user(story, paid_up[0].partner_id, "commission", passwords, portal)


def sign_up(story, partner, login):
    """Give somebody who comes later a login to the portal that is printed."""
    _user(story, partner, login, _passwords(), "base.group_portal")
    values = story.users.pop()
    return story.env["res.users"].with_context(no_reset_password=True).create(values)


def _silence_mail(story):
    """The addresses lead nowhere: mails are written, and stay in the queue."""
    story.env.ref("mail.ir_cron_mail_scheduler_action").active = False
    # The first night's reminders are left for whoever tries the button today.
    reminders = story.env.ref("club_membership.ir_cron_club_remind")
    reminders.nextcall = fields.Datetime.now() + timedelta(days=1)

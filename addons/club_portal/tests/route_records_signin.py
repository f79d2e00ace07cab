"""Links to sign in and to apply, for the table of routes: they open for whoever holds
them, for a while."""

import re
from datetime import timedelta

from odoo import fields

from .route_case import record


def _make_link(case, name, minutes=15):
    """A link of Anna's: its number, and its secret as ``{name_token}``."""
    user = case.visitors["owner"]
    url = case.env["club.signin.link"]._make(user, minutes)[user]
    _start, number, secret = url.rsplit("/", 2)
    case.made[f"{name}_token"] = secret
    return int(number)


@record("signin_link")
def _link(case):
    number = _make_link(case, "signin")
    case.made["signin_wrong"] = case.made["signin_token"] + "x"
    return number


@record("old_signin_link")
def _old_link(case):
    """One that nobody used in time."""
    return _make_link(case, "old_signin", minutes=-1)


@record("used_signin_link")
def _used_link(case):
    """One that was used."""
    number = _make_link(case, "used_signin")
    case.env["club.signin.link"].browse(number)._claim()
    return number


def _open_to_public(case):
    """The site that visitors open is this association's."""
    public = case.env.ref("base.public_user")
    public.company_ids |= case.company
    public.company_id = case.company


@record("join_type")
def _join_type(case):
    """A type one may apply for on the page."""
    _open_to_public(case)
    case.type_person.open_to_application = True
    return case.type_person


@record("public_directory")
def _public_directory(case):
    """The directory is open to everybody."""
    _open_to_public(case)
    case.company.club_public_directory = True
    return case.company


def _apply(case, name):
    """An application that is not confirmed, and its secret as ``{name_token}``."""
    applications = case.env["club.application"]
    values, _problems = applications._read_form(
        "person",
        case.records["join_type"](case),
        {"name": "Nora", "email": "nora@example.org", "accepted": "yes"},
    )
    applications._submit(values, "en_US", "I agree.")
    mail = case.env["mail.mail"].search([], order="id desc", limit=1)
    number, secret = re.search(r"/confirm/(\d+)/([\w-]+)", mail.body_html).groups()
    case.made[f"{name}_token"] = secret
    return applications.browse(int(number))


@record("application")
def _application(case):
    application = _apply(case, "application")
    case.made["application_wrong"] = case.made["application_token"] + "x"
    return application


@record("old_application")
def _old_application(case):
    """One whose address was not proven in time."""
    application = _apply(case, "old_application")
    case.env.flush_all()
    case.env.cr.execute(
        "UPDATE club_application SET create_date = %s WHERE id = %s",
        (fields.Datetime.now() - timedelta(days=30), application.id),
    )
    application.invalidate_recordset()
    return application

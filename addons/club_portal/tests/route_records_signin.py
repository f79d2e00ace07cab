"""Links to sign in, for the table of routes: they open for whoever holds them."""

import re

from .route_case import record


def _path(case):
    if "signin_path" not in case.made:
        user = case.visitors["owner"]
        url = case.env["club.signin.link"]._make(user)[user]
        case.made["signin_path"] = url.split("/")
    return case.made["signin_path"]


@record("signin_link")
def _link(case):
    """Number of a fresh link of Anna's."""
    return _path(case)[-2]


@record("signin_token")
def _token(case):
    """Its secret."""
    return _path(case)[-1]


@record("signin_wrong")
def _wrong(case):
    """A secret of nobody's."""
    return _path(case)[-1] + "x"


@record("join_type")
def _join_type(case):
    """A type one may apply for on the page."""
    public = case.env.ref("base.public_user")
    public.company_ids |= case.company
    public.company_id = case.company
    case.type_person.open_to_application = True
    return case.type_person


def _join_path(case):
    if "join_path" not in case.made:
        applications = case.env["club.application"]
        values, _problems = applications._read_form(
            "person",
            case.records["join_type"](case),
            {"name": "Nora", "email": "nora@example.org", "accepted": "yes"},
        )
        applications._submit(values, "en_US", "I agree.")
        mail = case.env["mail.mail"].search([], order="id desc", limit=1)
        case.made["join_path"] = re.search(
            r"/confirm/(\d+)/([\w-]+)", mail.body_html
        ).groups()
    return case.made["join_path"]


@record("join_application")
def _join_application(case):
    """Number of an application whose address is not proven."""
    return _join_path(case)[0]


@record("join_token")
def _join_token(case):
    """The secret that proves it."""
    return _join_path(case)[1]


@record("join_wrong")
def _join_wrong(case):
    """A secret of nobody's."""
    return _join_path(case)[1] + "x"

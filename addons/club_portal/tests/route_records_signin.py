"""Links to sign in, for the table of routes: they open for whoever holds them."""

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

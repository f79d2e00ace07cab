import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.addons.club_membership.tools import run_locking
from odoo.tools import SQL, consteq

SIGN_IN_MINUTES = 15
INVITATION_MINUTES = 7 * 24 * 60


def token_hash(token):
    """What is kept of a secret: enough to recognise it, nothing to use."""
    return hashlib.sha256((token or "").encode()).hexdigest()


def local_path(path):
    """``path`` if it leads to a page of this site, else nothing (open redirect)."""
    path = path or ""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and path[1:2] != "/" else ""


class ClubSigninLink(models.Model):
    """A link that signs one user in, once, for a short while."""

    _name = "club.signin.link"
    _description = "Sign-in Link"

    user_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="cascade"
    )
    token_hash = fields.Char(required=True)
    redirect = fields.Char(help="Page of this site to open afterwards.")
    expires_at = fields.Datetime(required=True, index=True)
    used_at = fields.Datetime()

    @api.model
    def _make(self, users, minutes=SIGN_IN_MINUTES, redirect=""):
        """One link per user; staff get the address of the page that asks for their
        password: a mailbox alone must not open the association's office.

        :param minutes: how long it works
        :param redirect: page of this site to open afterwards; others are dropped
        :return: {user: address of the link}
        """
        expires_at = fields.Datetime.now() + timedelta(minutes=minutes)
        staff = users.filtered(lambda user: not user.share)
        tokens = {user: secrets.token_urlsafe(32) for user in users - staff}
        links = self.create(
            [
                {
                    "user_id": user.id,
                    "token_hash": token_hash(token),
                    "redirect": local_path(redirect),
                    "expires_at": expires_at,
                }
                for user, token in tokens.items()
            ]
        )
        base = self.get_base_url()
        after = local_path(redirect) or "/my"
        page = f"{base}/web/login?{urlencode({'redirect': after})}"
        return dict.fromkeys(staff, page) | {
            link.user_id: f"{base}/club/signin/{link.id}/{tokens[link.user_id]}"
            for link in links
        }

    @api.model
    def _find(self, link_id, token):
        """The link that still works with this secret, with rights to use it; else
        empty, whatever the reason."""
        # sudo: the secret is the right to use this one link.
        link = self.sudo().browse(link_id).exists()
        known = consteq(link.token_hash or "-" * 64, token_hash(token))
        return link if known and link._works() else self.browse()

    def _works(self):
        user = self.user_id
        return (
            bool(self)
            and not self.used_at
            and self.expires_at > fields.Datetime.now()
            and user.active
            and user.share
            and not user.partner_id.club_deceased_on
        )

    def _claim(self):
        """Use the link up: of two clicks at once one gets it.

        :return: whether it was this one
        """
        self.flush_recordset()
        rows = run_locking(
            self.env,
            SQL(
                "UPDATE club_signin_link SET used_at = %s WHERE id = ("
                "SELECT id FROM club_signin_link WHERE id = %s AND used_at IS NULL "
                "FOR UPDATE SKIP LOCKED) RETURNING id",
                fields.Datetime.now(),
                self.id,
            ),
        )
        self.invalidate_recordset(["used_at"], flush=False)
        return bool(rows)

    @api.autovacuum
    def _gc_past(self):
        self.search(
            [("expires_at", "<", fields.Datetime.now() - timedelta(days=1))]
        ).unlink()

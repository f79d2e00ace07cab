from odoo import api, models
from odoo.exceptions import AccessDenied
from odoo.fields import Domain


class ResUsers(models.Model):
    """Signing in by a link, and with a login typed in any case."""

    _inherit = "res.users"

    _club_login_lower = models.Index("(lower(login))")

    def _check_credentials(self, credential, env):
        if credential.get("type") != "club_link":
            return super()._check_credentials(credential, env)
        link = self.env["club.signin.link"]._find(
            credential.get("link_id") or 0, credential.get("token")
        )
        if not link or link.user_id != self.env.user or not link._claim():
            raise AccessDenied
        # "default": who set a second factor up is asked for it all the same.
        return {
            "uid": self.env.user.id,
            "auth_method": "club_link",
            "mfa": "default",
        }

    @api.model
    def _get_login_domain(self, login):
        domain = super()._get_login_domain(login)
        lower = (login or "").strip().lower()
        # sudo: as core does to find who signs in; an exact login comes first.
        if lower != login and not self.sudo().search_count(domain, limit=1):
            return super()._get_login_domain(lower)
        return Domain(domain)

    @api.model
    def _update_last_login(self):
        self.env["club.portal.access"]._note_first_signin(self.env.uid)
        return super()._update_last_login()

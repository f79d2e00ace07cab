import re

from odoo.addons.club_membership.tests.common import TODAY, ClubCommon, freeze_time
from odoo.http import Request, root
from odoo.tests import HttpCase


@freeze_time(TODAY)
class SigninCommon(ClubCommon, HttpCase):
    """A couple with one mailbox, each with a login; somebody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.user.company_id = cls.company
        cls.env.user.company_ids |= cls.company
        cls.company.email = "club@example.org"
        cls.jeanne = cls._entered("Jeanne")
        cls.jean = cls._entered("Jean")
        cls.paul = cls._entered("Paul", email="paul@example.org")
        cls.env.flush_all()

    @classmethod
    def _entered(cls, name, email="couple@example.org", **vals):
        """A member of a section open to its members, with a login."""
        membership = cls._member(name, cls.brittany, **vals)
        membership.partner_id.email = email
        cls._period(membership, "2024-01-01", "2099-12-31")
        access = cls.env["club.portal.access"]._give(
            {membership.partner_id: membership}
        )
        return access.user_id

    def _post(self, path, **data):
        self.session = self._session()
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data, method="POST", allow_redirects=False)

    def _anonymous(self):
        self.authenticate(None, None)

    def _answer_requests(self):
        """What the cron mails; returns the mails."""
        mails = self.env["mail.mail"].search([])
        cron = self.env.ref("club_portal.ir_cron_club_signin")
        cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.env["mail.mail"].search([]) - mails

    def _links(self, mail):
        """Paths of the links in a mail, by the name shown."""
        found = re.findall(
            r'href="[^"]*?(/club/signin/\d+/[^"]+)"[^>]*>\s*Sign in as ([^<]+?)\s*<',
            mail.body_html,
        )
        return {name: path for path, name in found}

    def _link(self, user, **vals):
        """The path of a fresh link of this user."""
        links = self.env["club.signin.link"]
        path = links._make(user, **vals)[user].partition("/club/")
        self.env.flush_all()
        return f"/club/{path[2]}"

    def _session(self):
        # Signing in gives the session another name, kept by the browser's cookie.
        return root.session_store.get(self.opener.cookies.get("session_id"))

import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import email_normalize

from .club_signin_link import SIGN_IN_MINUTES, local_path

_logger = logging.getLogger(__name__)

BATCH = 50


class ClubSigninRequest(models.Model):
    """Somebody asked for a link to sign in: answered by mail, and forgotten.

    The page only notes what was typed, so that it answers the same, and as fast,
    for an address we know and for one we do not.
    """

    _name = "club.signin.request"
    _description = "Request to Sign in"

    asked = fields.Char(required=True)
    lang = fields.Char()
    redirect = fields.Char()

    @api.model
    def _note(self, asked, lang, redirect=""):
        """Note what was typed; the answer goes out in a moment.

        :param asked: an e-mail address or a member number
        """
        # sudo: visitors may ask, and nothing else.
        self.sudo().create(
            {
                "asked": asked.strip()[:254],
                "lang": lang,
                "redirect": local_path(redirect),
            }
        )
        # sudo: waking the cron up.
        self.env.ref("club_portal.ir_cron_club_signin").sudo()._trigger()

    @api.model
    def _cron_answer(self):
        """Answer what was asked: mails are written, kept, then sent, so that no link
        goes out that a rollback has taken back."""
        while requests := self.search([], limit=BATCH, order="id"):
            mails = self.env["mail.mail"]
            for request in requests:
                mails |= request.with_context(lang=request.lang)._try_to_answer()
            requests.unlink()
            time_left = self.env["ir.cron"]._commit_progress(len(requests))
            mails.send()
            if not time_left:
                return

    def _try_to_answer(self):
        """The mails of one request; one that fails must not silence the others."""
        try:
            with self.env.cr.savepoint():
                return self._answer()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Another transaction won: the job does them again.
            raise
        except Exception:
            _logger.exception("No link to sign in could be made for one request")
            return self.env["mail.mail"]

    def _answer(self):
        """Write a link for each login that shares the mailbox asked for.

        :return: the mails, one per mailbox
        """
        self.ensure_one()
        mails = self.env["mail.mail"]
        for address, sharing in self._users().grouped(self._mailbox).items():
            if address:
                mails |= self._write_mail(address, sharing)
        return mails

    @api.model
    def _mailbox(self, user):
        return user.partner_id.email_normalized

    def _users(self):
        """Who may be meant, living and active."""
        address = email_normalize(self.asked)
        if address:
            self._open_to(
                self.env["res.partner"].search([("email_normalized", "=", address)])
            )
            users = self.env["res.users"].search(
                [
                    "|",
                    ("partner_id.email_normalized", "=", address),
                    ("login", "=", address),
                ]
            )
        else:
            people = self._numbered()
            self._open_to(people)
            users = people.user_ids
        return users.filtered(lambda user: not user.partner_id.club_deceased_on)

    def _numbered(self):
        """Who has the member number asked for: the member, or an organisation's team.

        A number says nothing to a stranger: the mail goes to the address we know.
        """
        number = self.asked.replace(" ", "")
        memberships = self.env["club.membership"].search(
            [
                ("number", "in", (number, number.zfill(5))),
                ("merged_into_id", "=", False),
            ]
        )
        people = memberships.partner_id.filtered(lambda p: not p.is_company)
        current = memberships.delegation_ids.filtered("is_current")
        return people | current.filtered(lambda d: d.role == "manager").partner_id

    def _open_to(self, people):
        """Who is a member and was not invited yet gets a login by asking for one;
        who has a closed one does not."""
        access = self.env["club.portal.access"]
        new = people.filtered(lambda person: not access._logins(person))
        access._give(access._entitled(new))

    def _write_mail(self, address, users):
        """One mail to this mailbox, with a link for each of these users."""
        links = self.env["club.signin.link"]._make(users, redirect=self.redirect)
        company = users[:1].company_id
        lang = self.lang or users[:1].lang or company.partner_id.lang
        speaking = self.with_context(lang=lang)
        return speaking.env["club.portal.mail"]._compose(
            "club_portal.mail_signin",
            {
                "minutes": SIGN_IN_MINUTES,
                "links": [
                    {
                        "name": user.name,
                        "login": user.login,
                        "url": links[user],
                        "staff": not user.share,
                    }
                    for user in users
                ],
            },
            speaking.env._("Your link to sign in: %s", company.name),
            company,
            address,
        )

import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.addons.club_portal.mail_programs import is_automatic, is_program
from odoo.addons.club_portal.models.club_signin_link import token_hash
from odoo.tools import consteq, email_normalize, html2plaintext

from .club_request_propose import LENGTHS

KEPT_DAYS = 30
A_DAY = 10
STRANGERS_AN_HOUR = 30
DAY = 24 * 60
# Headers that programs alone set.
MARKS = ("List-Id", "X-Autoreply", "X-Auto-Response-Suppress")


class ClubRequestMail(models.Model):
    """A request that came by e-mail, until its sender signs in and publishes it.

    E-mail proves nobody: what arrives becomes neither a request nor a message. The
    address it claims to come from gets a link; whoever follows it signs in, and
    publishes in the name of a member they act for, or does nothing. Nobody has a right
    on it, and no author stands on it: just an address.
    """

    _name = "club.request.mail"
    _description = "Request that Came by E-mail"
    _log_access = False
    _rec_name = "subject"

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    email = fields.Char(required=True, index=True)
    subject = fields.Char()
    body = fields.Text()
    token_hash = fields.Char(required=True)
    received_at = fields.Datetime(
        required=True, index=True, default=fields.Datetime.now
    )

    # What Odoo's mail gateway asks of a model behind an alias

    @api.model
    def _alias_get_error(self, message, message_dict, alias):
        """Anybody may write; here alone one sees what programs say of themselves."""
        message_dict["club_is_automatic"] = is_automatic(message, MARKS)
        return False

    @api.model
    @api.private
    def message_new(self, msg_dict, custom_values=None):
        """Keep what came, and answer its address: with a link who is a member, with a
        sentence who is not, not at all what a program sent.

        :param msg_dict: the parsed e-mail
        :param custom_values: the alias's own: ``company_id``
        :return: what was kept, empty if nothing was
        """
        nothing = self.browse()
        company = self.env["res.company"].browse(
            (custom_values or {}).get("company_id")
        )
        address = email_normalize(msg_dict.get("email_from") or "")
        if (
            not address
            or not company.exists()
            or msg_dict.get("club_is_automatic", True)
            or self._is_program(address)
        ):
            return nothing
        users = self._members(address, company)
        if not users:
            self._answer_stranger(address, company)
            return nothing
        rates = self.env["club.rate"]
        if not rates._allow("request_mail", address, A_DAY, DAY):
            return nothing
        return self._keep(msg_dict, address, company, users[:1].lang)

    @api.private
    def message_post(self, **_values):
        """Nothing is kept besides: a message would name its author."""
        return False

    def _creation_subtype(self):
        return self.env["mail.message.subtype"]

    # What comes of it

    @api.model
    def _is_program(self, address):
        """Whether the address is a program's, an alias of our own included."""
        aliases = self.env["mail.alias"].sudo()  # sudo: the system's own addresses
        return (
            is_program(address)
            or aliases.search_count([("alias_full_name", "=", address)], limit=1) > 0
        )

    @api.model
    def _members(self, address, company):
        """Users with this address who are members of the association today, or act
        for one."""
        # sudo: read to find out whom to answer.
        users = (
            self.env["res.users"]
            .sudo()
            .search(
                [
                    "|",
                    ("partner_id.email_normalized", "=", address),
                    ("login", "=", address),
                ]
            )
        )
        spaces = self.env["club.space"]
        return users.filtered(
            lambda user: company in spaces.with_user(user)._open().standing.company_id
        )

    @api.model
    def _keep(self, msg_dict, address, company, lang):
        token = secrets.token_urlsafe(32)
        # The superuser: Odoo's gateway works as the user it takes the sender for.
        kept = self.with_user(api.SUPERUSER_ID).create(
            {
                "company_id": company.id,
                "email": address,
                "subject": (msg_dict.get("subject") or "")[: LENGTHS["name"]],
                "body": html2plaintext(msg_dict.get("body") or "")[: LENGTHS["wish"]],
                "token_hash": token_hash(token),
            }
        )
        url = f"{self.get_base_url()}/my/requests/mailed/{kept.id}/{token}"
        speaking = self.with_context(lang=lang or company.partner_id.lang)
        subject = speaking.env._("Your request: publish it yourself")
        speaking._send(
            "link", {"url": url, "days": KEPT_DAYS}, subject, company, address
        )
        return kept

    @api.model
    def _answer_stranger(self, address, company):
        """One polite answer a month, whatever was sent; few in all."""
        rates = self.env["club.rate"]
        if not rates._allow("request_stranger", address, 1, KEPT_DAYS * DAY):
            return
        if not rates._allow(
            "request_strangers", str(company.id), STRANGERS_AN_HOUR, 60
        ):
            return
        speaking = self.with_context(lang=company.partner_id.lang)
        subject = speaking.env._("Your message to %s", company.name)
        speaking._send("stranger", {}, subject, company, address)

    @api.model
    def _send(self, view, values, subject, company, address):
        """Queue an answer that no program answers."""
        mail = self.env["club.portal.mail"]._compose(
            f"club_roadmap.mail_request_{view}", values, subject, company, address
        )
        mail.headers = repr(
            {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
        )
        mail.reply_to = company.email_formatted or mail.email_from

    @api.model
    def _find(self, mail_id, token):
        """What was kept under this number with this secret; else empty."""
        # sudo: the secret is the right to read this one.
        found = self.sudo()
        found = found.browse(mail_id).exists() if 0 < mail_id < 2**31 else found
        known = consteq(found.token_hash or "-" * 64, token_hash(token))
        return found if known else found.browse()

    @api.model
    def _said(self, text):
        """What a form says of it (``number-secret``), see ``_find``."""
        number, _dash, token = (text or "").partition("-")
        known = number.isdecimal() and len(number) < 10
        return self._find(int(number) if known else 0, token)

    @api.autovacuum
    def _gc_unconfirmed(self):
        """What nobody has published in thirty days is gone."""
        past = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("received_at", "<", past)]).unlink()

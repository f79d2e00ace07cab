import re
import secrets

from odoo import api, fields, models
from odoo.tools import email_normalize

from .club_signin_link import token_hash

# What the page may send, and how much of it is kept.
LENGTHS = {
    "name": 128,
    "organisation": 128,
    "email": 254,
    "phone": 32,
    "street": 128,
    "zip": 16,
    "city": 64,
    "guardian_name": 128,
    "message": 2000,
}
# What a mail program would turn into a link.
LINK = re.compile(r"//|@|\w\.[^\W\d_]{2}")
# A name without its space is none: J.Dupont, St.Martin.
NO_SPACE = re.compile(r"(?<=\w)\.(?=([^\W\d_])[^\W\d_])")
MEMBERS = ("applied", "active", "grace", "lapsed")


class ClubApplication(models.Model):
    """Reading the page where one applies, and proving the e-mail address."""

    _inherit = "club.application"

    @api.model
    def _read_form(self, kind, membership_type, form):
        """What was typed, as values of an application, and what is wrong with it.

        :param kind: ``person`` or ``organisation``
        :param form: strings by name; what the page does not ask for is ignored
        :return: (values, {name of a field: sentence})
        """
        values = {
            name: (form.get(name) or "").strip()[:length]
            for name, length in LENGTHS.items()
        }
        # The mailbox alone, however it was written; what is none stays to be shown.
        values["email"] = email_normalize(values["email"]) or values["email"]
        values |= {
            "kind": kind,
            "type_id": membership_type.id,
            "company_id": membership_type.company_id.id,
            "birth_date": self._read_date(form.get("birth_date")),
            "headcount": self._read_number(form.get("headcount")),
            "seats": self._read_number(form.get("seats")),
            "chosen_amount": self._read_amount(form.get("chosen_amount")),
        }
        values["section_id"] = self._read_section(
            membership_type.company_id, form.get("section_id"), values["zip"]
        ).id
        if kind == "person":
            values["organisation"] = ""
        else:
            values |= {"birth_date": False, "guardian_name": ""}
        problems = self._problems(values, membership_type)
        if form.get("accepted") != "yes":
            problems["accepted"] = self.env._(
                "Please agree that we use these details for your membership."
            )
        return values, problems

    @api.model
    def _asked_consents(self, company):
        """Hook: what one may agree to freely, as plain values (id, text)."""
        return []

    @api.model
    def _read_date(self, text):
        try:
            return fields.Date.to_date((text or "").strip()) or False
        except ValueError:
            return False

    @api.model
    def _read_number(self, text):
        text = (text or "").strip()
        return min(int(text), 10**6) if text.isdecimal() else 0

    @api.model
    def _read_amount(self, text):
        text = (text or "").replace(" ", "").replace("\u202f", "").replace(",", ".")
        whole, _point, cents = text.partition(".")
        if not (whole.isdecimal() and (not cents or cents.isdecimal())):
            return 0.0
        return min(float(text), 10.0**6)

    @api.model
    def _read_section(self, company, section_id, postal_code):
        """The section chosen from the list, else the one of the postal code."""
        sections = self.env["club.section"]
        chosen = sections.browse(self._read_number(section_id)).exists()
        if chosen.active and chosen.company_id == company:
            return chosen
        return sections._serving(company, postal_code)

    @api.model
    def _problems(self, values, membership_type):
        """Sentences by field for what is missing or does not fit."""
        problems = {}
        if len(values["name"]) < 2:
            problems["name"] = self.env._("Give your first and last name.")
        if not email_normalize(values["email"]):
            problems["email"] = self.env._("Give an e-mail address that works.")
        if values["kind"] == "organisation" and len(values["organisation"]) < 2:
            problems["organisation"] = self.env._("Give the name of the organisation.")
        today = fields.Date.context_today(self)
        if values["birth_date"] and not "1900" < str(values["birth_date"]) <= str(
            today
        ):
            problems["birth_date"] = self.env._("Check this date.")
        elif self.new(values)._is_minor and len(values["guardian_name"]) < 2:
            problems["guardian_name"] = self.env._(
                "For a minor, give the name of the parent or guardian who will act "
                "for them; the e-mail address is theirs."
            )
        return problems or self._price_problems(values, membership_type)

    @api.model
    def _price_problems(self, values, membership_type):
        """What prevents the first dues from being priced."""
        asks = {
            "bracket": "headcount",
            "seats": "seats",
            "free": "chosen_amount",
        }.get(membership_type.price_model)
        if membership_type.is_free or not asks:
            return {}
        amount, sentence = membership_type._first_quote(
            values["headcount"], values["seats"], values["chosen_amount"]
        )
        if asks == "seats" and not values["seats"]:
            return {asks: self.env._("Say for how many people.")}
        return {} if amount else {asks: sentence}

    @api.model
    def _submit(self, values, lang, accepted_text):
        """Keep what was sent and mail the link that proves the address.

        :param values: from ``_read_form``, without problems
        :param accepted_text: what the applicant agreed to, as they read it
        """
        token = secrets.token_urlsafe(32)
        # sudo: visitors may apply, and do nothing else to applications.
        application = self.sudo().create(
            {
                **values,
                "lang": lang,
                "accepted_text": accepted_text,
                "accepted_at": fields.Datetime.now(),
                "token_hash": token_hash(token),
            }
        )
        application._mail_link(token)
        return application

    def _mail_link(self, token):
        """To the address typed, known or not: only its owner learns which."""
        address = email_normalize(self.email)
        members = (
            self.env["res.partner"]
            .search([("email_normalized", "=", address)])
            .club_membership_ids.filtered(
                lambda m: m.company_id == self.company_id and m.state in MEMBERS
            )
        )
        base = self.get_base_url()
        self.env["club.portal.mail"]._compose(
            "club_portal.mail_application_confirm",
            {
                "name": self._without_links(self.name) or address,
                "applicant": self._without_links(self.display_name) or address,
                "url": f"{base}/club/join/confirm/{self.id}/{token}",
                "signin_url": f"{base}/club/signin",
                "members": members.mapped("partner_id.name"),
            },
            self.env._("Your application: %s", self.company_id.name),
            self.company_id,
            address,
        )
        # sudo: waking the mail queue up.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    @api.model
    def _without_links(self, text):
        """What somebody typed, fit for a mail to an address nobody proved yet."""
        spaced = (
            NO_SPACE.sub(lambda dot: ". " if dot[1].isupper() else ".", word)
            for word in text.split()
        )
        return " ".join(word for word in spaced if not LINK.search(word))

    def _tell_association(self):
        """One mail to the association: an application waits."""
        company = self.company_id
        if not company.email:
            return
        speaking = self._in_words_of(company)
        speaking.env["club.portal.mail"]._compose(
            "club_portal.mail_application_received",
            {
                "application": speaking,
                "url": f"{self.get_base_url()}/odoo/club-applications/{self.id}",
            },
            speaking.env._("New application: %s", self.display_name),
            company,
            company.email,
        )

    def _in_words_of(self, company):
        """This application in the language of the association."""
        return self.with_context(lang=company.partner_id.lang or self.env.lang)

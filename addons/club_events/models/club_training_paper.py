from odoo import api, models
from odoo.addons.club_membership.rules import hours as durations
from odoo.exceptions import UserError
from odoo.tools import consteq, format_date, hmac


class ClubTrainingCertificate(models.Model):
    """The certificate on paper, and the page behind its QR code."""

    _inherit = "club.training.certificate"

    def _token(self):
        """What proves that the address was printed by us."""
        self.ensure_one()
        # sudo: the secret of the database, of which only a digest leaves.
        return hmac(self.env(su=True), "club-certificate", (self.id, self.number))[:40]

    def _check_path(self):
        """The address of the page that says whether this certificate counts."""
        return f"/club/certificate/{self.number}/{self._token()}"

    @api.model
    def _by_token(self, number, token):
        """The certificate of this paper, empty without.

        :param number: from the address bar; associations have the same numbers
        :param token: from the address bar, compared in constant time
        """
        # sudo: the token is the right to learn whether this certificate counts.
        for certificate in self.sudo().search([("number", "=", number)]):
            if consteq(certificate._token(), token or ""):
                return certificate
        return self.browse()

    def _check_answer(self):
        """What the page tells whoever holds the paper: no more than whether it counts,
        and enough to see that it is this paper.

        :return: plain values
        """
        self.ensure_one()
        words = (self.partner_id.name or "").split()
        return {
            "association": self.company_id.name,
            "number": self.number,
            "course": self.training_id.name,
            "initials": "".join(f"{word[0]}." for word in words[:1] + words[1:][-1:]),
            "state": self.state,
            "until": format_date(self.env, self.date_end) if self.date_end else "",
        }

    def _paper_values(self):
        """Plain values of the paper, in the person's language.

        :raises UserError: it was withdrawn
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: the person and the session, for who reads the certificate.
        paper = self.sudo()
        person, company = paper.partner_id, paper.company_id
        paper = paper.with_context(lang=person.lang or company.partner_id.lang)
        if paper.revoked_on:
            raise UserError(
                self.env._(
                    "Certificate %s was withdrawn: it is not printed any more.",
                    paper.number,
                )
            )
        event = paper.event_id
        return {
            "lang": paper.env.lang,
            "company": company,
            "number": paper.number,
            "name": person.name,
            "course": paper.training_id.name,
            "hours": durations.said(paper.training_id.hours)
            if paper.training_id.hours
            else "",
            "day": format_date(paper.env, paper.date),
            "session": event._club_when() if event else "",
            "trainers": ", ".join(event.trainer_ids.mapped("name")),
            "until": format_date(paper.env, paper.date_end) if paper.date_end else "",
            "signatory": company._club_signatory(),
            "qr": event._qr(f"{company.get_base_url()}{paper._check_path()}"),
        }

from odoo import api, fields, models


class ClubApplication(models.Model):
    """What the applicant agrees to freely, beside what a membership needs."""

    _inherit = "club.application"

    wording_ids = fields.Many2many(
        "club.consent.wording", string="Agrees to", readonly=True
    )

    @api.model
    def _asked_consents(self, company):
        """Current wordings: plain values for the page."""
        consents = self.env["club.consent"].search([("company_id", "=", company.id)])
        return super()._asked_consents(company) + [
            {
                "id": consent.wording_id.id,
                "name": consent.name,
                "text": consent.wording_id.text,
            }
            for consent in consents
            if consent.wording_id
        ]

    @api.model
    def _read_form(self, kind, membership_type, form):
        values, problems = super()._read_form(kind, membership_type, form)
        given = [
            asked["id"]
            for asked in self._asked_consents(membership_type.company_id)
            if form.get(f"consent_{asked['id']}") == "yes"
        ]
        values["wording_ids"] = [fields.Command.set(given)]
        return values, problems

    def _record_consents(self, person):
        """Keep what the person agreed to when they applied."""
        # sudo: answers are written by the pages of the person only.
        answers = self.env["club.consent.answer"].sudo()
        for wording in self.wording_ids:
            answers.create(
                {
                    "partner_id": person.id,
                    "wording_id": wording.id,
                    "given": True,
                    "user_id": self.env.uid,
                    "mode": "self",
                }
            )

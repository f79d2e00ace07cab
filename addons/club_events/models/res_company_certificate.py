from odoo import fields, models


class ResCompany(models.Model):
    """The numbers of an association's certificates."""

    _inherit = "res.company"

    club_certificate_sequence_id = fields.Many2one("ir.sequence", readonly=True)

    def _club_next_certificate_number(self):
        """The next number, such as CT-00001; taken by the transaction or not at all.

        Whoever asks at the same time waits their turn: the request is tried again.
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company.club_certificate_sequence_id:
            # Written on the company, so that two first ones at once collide there.
            company.club_certificate_sequence_id = (
                self.env["ir.sequence"]
                .sudo()
                .create(
                    {
                        "name": self.env._("Training certificates of %s", self.name),
                        "prefix": "CT-",
                        "padding": 5,
                        "implementation": "no_gap",
                        "company_id": self.id,
                    }
                )
            )
        return company.club_certificate_sequence_id.next_by_id()

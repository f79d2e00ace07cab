from odoo import fields, models


class ResCompany(models.Model):
    """Where the treasurer's own entries go."""

    _inherit = "res.company"

    club_misc_journal_id = fields.Many2one(
        "account.journal",
        string="Journal of the association's own entries",
        domain="[('type', '=', 'general')]",
        check_company=True,
        help="Transfers between sections, shares of dues, expense claims, hours.",
    )

    def _club_misc_journal(self):
        """The journal of transfers, shares, claims and hours, made on first use."""
        self.ensure_one()
        if not self.club_misc_journal_id:
            books = self._club_speaking()
            self.club_misc_journal_id = (
                self.env["account.journal"]
                .with_env(books.env)
                .create(
                    {
                        "name": books.env._("Association"),
                        "code": "ASSO",
                        "type": "general",
                        "company_id": self.id,
                    }
                )
            )
        return self.club_misc_journal_id

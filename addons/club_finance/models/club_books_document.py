from odoo import api, fields, models
from odoo.exceptions import UserError


class ResCompany(models.Model):
    """Numbers of the documents that move money."""

    _inherit = "res.company"

    club_payment_out_sequence_id = fields.Many2one("ir.sequence", readonly=True)
    club_transfer_sequence_id = fields.Many2one("ir.sequence", readonly=True)
    club_share_sequence_id = fields.Many2one("ir.sequence", readonly=True)
    club_bill_sequence_id = fields.Many2one("ir.sequence", readonly=True)

    def _club_next_number(self, field, prefix, title, day):
        """The next number of a kind of document, such as PAY/2026/0001.

        :param field: which of the fields above keeps the sequence
        :param day: the document's date, whose year is in the number
        """
        self.ensure_one()
        # sudo: numbering is not the user's business; ir.sequence is for settings users.
        company = self.sudo()
        if not company[field]:
            # Written on the company, so that two first documents at once collide
            # there and one is tried again.
            company[field] = company.env["ir.sequence"].create(
                {
                    "name": f"{title} · {self.name}",
                    "prefix": f"{prefix}/%(range_year)s/",
                    "padding": 4,
                    "use_date_range": True,
                    "company_id": self.id,
                }
            )
        return company[field].next_by_id(sequence_date=day)


class ClubBooksDocument(models.AbstractModel):
    """What documents that move money share: facts are written by steps, not by hand.

    Besides what everything booked has, numbers.
    """

    _name = "club.books.document"
    _inherit = ["club.booked"]
    _description = "Document That Moves Money"

    _number = ()  # field of the company, prefix

    def _check_draft(self):
        for document in self.filtered(lambda document: document.state != "draft"):
            raise UserError(
                self.env._(
                    "%s is no longer a draft and cannot change: take it back first, or "
                    "make a new one.",
                    document.display_name,
                )
            )

    def _take_number(self, day):
        if self.name in (False, "/"):
            field, prefix = self._number
            self.name = self.company_id._club_next_number(
                field, prefix, self._description, day
            )

    def _is_national_treasurer(self):
        return self.env.su or self.env.user.has_group(
            "club_membership.group_club_treasurer"
        )

    @api.depends("name", "state")
    def _compute_display_name(self):
        for document in self:
            draft = document.name in (False, "/")
            document.display_name = self.env._("New") if draft else document.name

from odoo import fields, models


class ClubBankLine(models.Model):
    """Who settled a bank line, and who took it back: of many at once, too."""

    _inherit = "club.bank.line"

    settled_by_id = fields.Many2one(
        "res.users", string="Settled by", readonly=True, copy=False
    )
    settled_on = fields.Datetime(string="Settled on", readonly=True, copy=False)
    undone_by_id = fields.Many2one(
        "res.users", string="Taken back by", readonly=True, copy=False
    )
    undone_on = fields.Datetime(string="Taken back on", readonly=True, copy=False)

    def _undo(self):
        undone = super()._undo()
        undone.write({"undone_by_id": self.env.uid, "undone_on": fields.Datetime.now()})
        return undone


class ClubBankProposal(models.Model):
    _inherit = "club.bank.proposal"

    def _settle(self):
        settled = super()._settle()
        settled.line_id.write(
            {"settled_by_id": self.env.uid, "settled_on": fields.Datetime.now()}
        )
        return settled

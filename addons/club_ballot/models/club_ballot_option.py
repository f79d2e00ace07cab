from odoo import api, fields, models
from odoo.exceptions import UserError


class ClubBallotOption(models.Model):
    """What one may vote for; frozen, with its code and cost, when the box is opened."""

    _name = "club.ballot.option"
    _description = "Option of a Ballot"
    _order = "sequence, id"

    box_id = fields.Many2one(
        "club.ballot.box", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="box_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="Names it in the published file.")
    # In one language: a translation could be changed while people vote.
    name = fields.Char(required=True)
    cost = fields.Integer()

    _code_uniq = models.UniqueIndex(
        "(box_id, code)", "Two options of one vote cannot share a code."
    )
    _code_plain = models.Constraint(
        "CHECK (code ~ '^[A-Za-z0-9_-]{1,32}$')",
        "A code has letters, digits, - and _ only, 32 at most.",
    )
    _cost_positive = models.Constraint("CHECK (cost >= 0)", "A cost is not negative.")

    @api.model_create_multi
    def create(self, vals_list):
        options = super().create(vals_list)
        options._refuse_begun()
        return options

    def write(self, vals):
        self._refuse_begun()
        result = super().write(vals)
        self._refuse_begun()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_begun(self):
        self._refuse_begun()

    def _refuse_begun(self):
        self.box_id._hold()
        if begun := self.filtered(lambda option: option.box_id.state != "draft"):
            raise UserError(
                self.env._(
                    "%(option)s belongs to a vote that has been opened: it stays as "
                    "it is.",
                    option=begun[0].name,
                )
            )

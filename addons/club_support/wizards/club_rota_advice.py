from odoo import fields, models


class ClubRotaAdvice(models.TransientModel):
    """What would close most gaps of a rota: computed when asked, kept for a while."""

    _name = "club.rota.advice"
    _description = "Advice on a Rota"

    rota_id = fields.Many2one("club.rota", required=True, readonly=True)
    line_ids = fields.One2many("club.rota.advice.line", "advice_id", readonly=True)

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What would help most"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class ClubRotaAdviceLine(models.TransientModel):
    """One training, or one more volunteer, and the gaps that it would close."""

    _name = "club.rota.advice.line"
    _description = "Piece of Advice"
    _order = "sequence, id"

    advice_id = fields.Many2one(
        "club.rota.advice", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(required=True)
    name = fields.Char(string="What", required=True)
    before = fields.Integer(string="Now", required=True)
    after = fields.Integer(string="Then", required=True)
    is_proven = fields.Boolean(string="Proven")

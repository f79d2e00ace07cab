from odoo import api, fields, models


class ClubRotaAdvice(models.TransientModel):
    """What would close most gaps of a rota: computed when asked, kept for a while."""

    _name = "club.rota.advice"
    _description = "Advice on a Rota"

    rota_id = fields.Many2one(
        "club.rota",
        required=True,
        default=lambda advice: advice._default_rota(),
        domain="[('state', 'in', ('published', 'proposed'))]",
    )
    line_ids = fields.One2many("club.rota.advice.line", "advice_id", readonly=True)

    @api.model
    def _default_rota(self):
        """The rota to come, of those this person plans, in which most is missing."""
        rotas = self.env["club.rota"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "in", ("published", "proposed")),
                ("date_end", ">=", self.env.company._club_today()),
            ]
        )
        mine = rotas._filtered_access("write")
        return mine.sorted("gaps_ahead", reverse=True)[:1]

    def action_find(self):
        """Try trainings and newcomers out on the chosen rota, and show what they close.

        :raises UserError: when the rota was not planned yet, or is over
        """
        self.ensure_one()
        return self.rota_id.action_advise()

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

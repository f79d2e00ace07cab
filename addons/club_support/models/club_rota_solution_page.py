import base64

from odoo import api, fields, models

from ..rota.record import to_text


class ClubRotaSolution(models.Model):
    """A certificate as its page shows it."""

    _inherit = "club.rota.solution"
    _rec_name = "rota_id"

    summary = fields.Text(compute="_compute_summary")
    record_file = fields.Binary(compute="_compute_record_file")

    @api.depends("level_ids.is_proven", "gap_count", "unskilled_count", "end")
    def _compute_summary(self):
        for solution in self:
            solution.summary = solution._summary()

    @api.depends("record")
    def _compute_record_file(self):
        for solution in self:
            text = to_text(solution.record or {})
            solution.record_file = base64.b64encode(text.encode())

    def action_download(self):
        """Download the record: all it takes to check the plan elsewhere."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/record_file/"
            f"rota-{self.rota_id.id}.json?download=true",
            "target": "self",
        }


class ClubRotaLevel(models.Model):
    """What the number of a level counts."""

    _inherit = "club.rota.level"

    meaning = fields.Char(string="What it counts", compute="_compute_meaning")

    @api.depends("level")
    def _compute_meaning(self):
        meanings = {
            "coverage": self.env._(
                "10 for each duty nobody has, 1 for each skill missing on duty"
            ),
            "balance": self.env._(
                "Sum over all volunteers of (duties − fair share) squared"
            ),
            "comfort": self.env._("1 for each disliked week, 4 for each duty away"),
            "debt": self.env._(
                "Sum of (duties − fair share + debt of last year) squared"
            ),
            "repeated": self.env._(
                "Times that two serve together who have done so before"
            ),
        }
        for level in self:
            level.meaning = meanings.get(level.level)


class ClubRotaShare(models.Model):
    """How far a load is from its share."""

    _inherit = "club.rota.share"

    gap = fields.Float(
        string="Over the share", digits=(16, 2), compute="_compute_gap", store=True
    )
    percent = fields.Integer(
        string="Percent of the share", compute="_compute_gap", store=True
    )

    @api.depends("load", "share")
    def _compute_gap(self):
        for row in self:
            row.gap = row.load - row.share
            row.percent = round(100 * row.load / row.share) if row.share else 0

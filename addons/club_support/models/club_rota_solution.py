from odoo import fields, models


class ClubRotaSolution(models.Model):
    """What the planner found for a rota, and what proves it: its certificate.

    ``record`` is the whole problem and the whole plan (``rota/record.py``); whoever
    doubts it checks it again without a solver.
    """

    _name = "club.rota.solution"
    _description = "Certificate of a Rota"
    _order = "id desc"
    _check_company_auto = True

    rota_id = fields.Many2one(
        "club.rota", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rota_id.company_id", store=True)
    record = fields.Json(readonly=True, copy=False)
    solver = fields.Char(readonly=True)
    seconds = fields.Float(readonly=True)
    is_proven = fields.Boolean(
        string="Nothing better exists",
        readonly=True,
        help="Coverage, fairness and preferences are proven optimal.",
    )
    checked_on = fields.Datetime(readonly=True)
    findings = fields.Text(
        string="What the check found", readonly=True, help="Empty: all rules hold."
    )
    level_ids = fields.One2many("club.rota.level", "solution_id", string="Levels")
    share_ids = fields.One2many("club.rota.share", "solution_id", string="Loads")


class ClubRotaLevel(models.Model):
    """How good a plan is at one level, and how good it can be at best."""

    _name = "club.rota.level"
    _description = "Level of a Certificate"
    _order = "solution_id, sequence"

    solution_id = fields.Many2one(
        "club.rota.solution", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="solution_id.company_id", store=True)
    sequence = fields.Integer(required=True)
    level = fields.Selection(
        [
            ("coverage", "Coverage and skills"),
            ("balance", "Fairness"),
            ("comfort", "Preferences"),
            ("debt", "Last year's debt"),
            ("repeated", "New pairs"),
        ],
        required=True,
    )
    value = fields.Float(required=True, digits=(16, 4))
    bound = fields.Float(string="Lower bound", required=True, digits=(16, 4))
    is_proven = fields.Boolean(string="Proven")
    seconds = fields.Float()


class ClubRotaShare(models.Model):
    """One volunteer's load in a plan against their fair share, in duties."""

    _name = "club.rota.share"
    _description = "Load and Fair Share"
    _order = "solution_id, volunteer_id"

    solution_id = fields.Many2one(
        "club.rota.solution", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="solution_id.company_id", store=True)
    volunteer_id = fields.Many2one(
        "club.volunteer", required=True, index=True, ondelete="restrict"
    )
    load = fields.Integer(string="Duties", required=True)
    share = fields.Float(string="Fair share", required=True, digits=(16, 2))
    debt = fields.Float(
        string="Debt before",
        digits=(16, 2),
        help="Duties above the fair share in the year before; below zero: too few.",
    )
    away = fields.Integer(string="Next door", help="Duties in a neighbouring section.")
    disliked = fields.Integer(help="Duties in slots the volunteer would rather avoid.")

    _volunteer_uniq = models.UniqueIndex("(solution_id, volunteer_id)")

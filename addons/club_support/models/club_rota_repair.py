from datetime import timedelta

from odoo import api, fields, models

# Days that options which nobody applied are kept.
KEPT = timedelta(days=30)


class ClubRotaRepair(models.Model):
    """How a rota in force can go on after a drop-out: options, and the one applied.

    Written by methods alone: what is kept is what a coordinator saw and decided.
    """

    _name = "club.rota.repair"
    _description = "Repair of a Rota"
    _order = "id desc"
    _rec_name = "rota_id"
    _check_company_auto = True

    rota_id = fields.Many2one(
        "club.rota", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rota_id.company_id", store=True)
    volunteer_id = fields.Many2one(
        "club.volunteer",
        string="Who drops out",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
        help="Empty: only gaps are filled.",
    )
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until", help="Empty: for good.")
    has_left = fields.Boolean(help="Is no volunteer any more from that day on.")
    moves_confirmed = fields.Boolean(
        string="Confirmed duties may move",
        help="They then have to be confirmed again by whoever takes them.",
    )
    reason = fields.Char(help="Kept with each duty that changes hands.")
    author_id = fields.Many2one(
        "res.partner", string="Asked by", required=True, ondelete="restrict"
    )
    computed_on = fields.Datetime(required=True, default=fields.Datetime.now)
    digest = fields.Char(required=True, groups=fields.NO_ACCESS)
    state = fields.Selection(
        [("open", "To decide"), ("applied", "Applied")],
        required=True,
        default="open",
        index=True,
    )
    applied_on = fields.Datetime()
    applied_by_id = fields.Many2one("res.partner", ondelete="restrict")
    option_id = fields.Many2one(
        "club.rota.repair.option", string="Applied option", ondelete="set null"
    )
    option_ids = fields.One2many("club.rota.repair.option", "repair_id")

    @api.depends("rota_id", "volunteer_id")
    def _compute_display_name(self):
        for repair in self:
            # sudo: the name on a repair that its reader may see.
            who = repair.sudo().volunteer_id.name
            values = {"rota": repair.rota_id.name, "who": who}
            if who:
                name = self.env._("%(rota)s without %(who)s", **values)
            else:
                name = self.env._("Gaps of %(rota)s", **values)
            repair.display_name = name

    @api.autovacuum
    def _gc_undecided(self):
        """Forget options that nobody applied: the plan has moved on."""
        self.search(
            [
                ("state", "=", "open"),
                ("computed_on", "<", fields.Datetime.now() - KEPT),
            ]
        ).unlink()


class ClubRotaRepairOption(models.Model):
    """One way to go on: which duties change hands, and what that costs."""

    _name = "club.rota.repair.option"
    _description = "Option of a Repair"
    _order = "repair_id, sequence, id"

    repair_id = fields.Many2one(
        "club.rota.repair", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="repair_id.company_id", store=True)
    repair_state = fields.Selection(related="repair_id.state")
    sequence = fields.Integer(required=True)
    name = fields.Char(required=True)
    moved_count = fields.Integer(string="Duties that change hands", required=True)
    gap_count = fields.Integer(string="Duties without anybody", required=True)
    unskilled_count = fields.Integer(string="Skills missing", required=True)
    fairness = fields.Float(
        digits=(16, 2),
        required=True,
        help="What Σ (duties − share)² is more than before, in duties squared.",
    )
    is_proven = fields.Boolean(string="Proven")
    is_applied = fields.Boolean(compute="_compute_is_applied")
    cost = fields.Text(required=True)
    moves = fields.Text(compute="_compute_moves")
    move_ids = fields.One2many("club.rota.repair.move", "option_id")

    @api.depends("repair_id.option_id")
    def _compute_is_applied(self):
        for option in self:
            option.is_applied = option == option.repair_id.option_id

    @api.depends("move_ids")
    def _compute_moves(self):
        for option in self:
            # sudo: names of neighbours on a plan, for who may read the option.
            moves = option.sudo().move_ids
            option.moves = "\n".join(move._sentence() for move in moves)


class ClubRotaRepairMove(models.Model):
    """One duty that passes from one volunteer to another in an option."""

    _name = "club.rota.repair.move"
    _description = "Move of a Repair"
    _order = "option_id, sequence, id"

    option_id = fields.Many2one(
        "club.rota.repair.option", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="option_id.company_id", store=True)
    sequence = fields.Integer(required=True)
    duty_id = fields.Many2one(
        "club.duty", required=True, index=True, ondelete="cascade"
    )
    from_id = fields.Many2one(
        "club.volunteer", ondelete="cascade", help="Empty: a gap."
    )
    to_id = fields.Many2one("club.volunteer", ondelete="cascade", help="Empty: a gap.")

    _duty_uniq = models.UniqueIndex("(option_id, duty_id)")

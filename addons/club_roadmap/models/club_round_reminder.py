from odoo import fields, models

LEVELS = [
    ("opening", "The vote begins"),
    ("first", "First reminder"),
    ("last", "Last reminder"),
    ("extra", "Reminder by hand"),
    ("result", "The result"),
]
# To who has not voted: these rows would tell when somebody voted.
BEFORE_THE_END = ("first", "last", "extra")


class ClubRoundReminder(models.Model):
    """One person is told about one round, once at each level, in one mail for all the
    members they vote for.

    What says who had not voted yet on a certain day is forgotten when the box closes.
    """

    _name = "club.round.reminder"
    _description = "Mail about a Vote"
    _log_access = False
    _order = "round_id desc, id desc"
    _rec_name = "partner_id"

    round_id = fields.Many2one(
        "club.round", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="round_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    level = fields.Selection(LEVELS, required=True)
    day = fields.Date(help="Of a reminder by hand: once a day at most.")
    state = fields.Selection(
        [("to_send", "To send"), ("sent", "Queued"), ("dropped", "Not needed")],
        required=True,
        default="to_send",
    )
    # For the mail, in its reader's language: never stored.
    member_names = fields.Char(compute="_compute_told", compute_sudo=True)
    closes_text = fields.Char(compute="_compute_told", compute_sudo=True)
    chosen_count = fields.Integer(compute="_compute_told", compute_sudo=True)
    page_url = fields.Char(compute="_compute_told", compute_sudo=True)

    _once = models.UniqueIndex(
        "(round_id, partner_id, level, COALESCE(day, '1900-01-01'::date))",
        "This person was already told about this vote.",
    )
    _to_send = models.Index("(id) WHERE state = 'to_send'")

    def _compute_told(self):
        for row in self:
            voted_on = row.round_id
            lines = voted_on._lines_of(row.partner_id)
            if row.level in BEFORE_THE_END:
                lines = lines.filtered(lambda line: not line.has_voted)
            row.member_names = ", ".join(lines.mapped("name"))
            row.closes_text = voted_on._say_time(voted_on.closes_at)
            row.chosen_count = len(voted_on.line_ids.filtered("chosen"))
            row.page_url = f"{voted_on.get_base_url()}/my/votes/{voted_on.id}"

    def _is_wanted(self):
        """Whether this person still is to be told: not who has voted meanwhile, nor
        who votes for nobody any more."""
        person = self.partner_id
        if not person.email_normalized or person.club_deceased_on:
            return False
        if self.level == "result":
            return self.round_id.state == "published"
        if not self.round_id._is_taking():
            return False
        lines = self.round_id._lines_of(person)
        if self.level == "opening":
            return bool(lines)
        return not all(lines.mapped("has_voted"))

    def _lang(self):
        company = self.company_id
        return self.partner_id.lang or company.partner_id.lang or self.env.lang

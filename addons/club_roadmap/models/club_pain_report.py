from odoo import api, fields, models
from odoo.exceptions import UserError

from ..figures import pains
from .club_pain import LIVE

FREQUENCIES = [
    ("often", "Several times a day"),
    ("daily", "Every day"),
    ("weekly", "Every week"),
    ("monthly", "Every month"),
    ("yearly", "Once a year"),
]
OUTCOMES = [
    ("still", "It still hurts"),
    ("better", "It is better"),
    ("gone", "It is gone"),
]
# What a member says, by name of the field.
SAID = ("frequency", "people", "minutes", "money", "example")
# More is a slip of the pen, and one slip would be the whole sum.
MOST = {"people": 100_000, "minutes": 2_400, "money": 100_000_000}


class ClubPainReport(models.Model):
    """A member says that it hurts them too, and how much.

    Who does not want to be named is counted and shown to nobody: a rule hides their
    lines from every user. Nobody reads the figures of one member, named or not: a sum
    less those of the named would tell those of the others.
    """

    _name = "club.pain.report"
    _description = "Report of a Pain Point"
    _log_access = False
    _order = "pain_id, id"
    _rec_name = "membership_id"

    pain_id = fields.Many2one("club.pain", required=True, ondelete="cascade")
    root_id = fields.Many2one(
        "club.pain",
        required=True,
        ondelete="cascade",
        help="The pain point that this one was merged into, at the end: there each "
        "member counts once.",
    )
    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        help="Who said it, and is asked later whether it still hurts.",
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    # The first who reports a pain point often described it.
    date = fields.Date(required=True, readonly=True, groups=fields.NO_ACCESS)
    is_shown = fields.Boolean(string="Named", readonly=True)
    example = fields.Text(help="In the member's own words.")
    frequency = fields.Selection(FREQUENCIES, required=True, groups=fields.NO_ACCESS)
    people = fields.Integer(string="People concerned", groups=fields.NO_ACCESS)
    minutes = fields.Float(string="Minutes lost each time", groups=fields.NO_ACCESS)
    money = fields.Monetary(string="Money lost per year", groups=fields.NO_ACCESS)
    hours = fields.Float(
        string="Hours per year",
        compute="_compute_hours",
        store=True,
        groups=fields.NO_ACCESS,
    )
    outcome = fields.Selection(OUTCOMES, readonly=True, groups=fields.NO_ACCESS)

    _member_uniq = models.UniqueIndex(
        "(pain_id, membership_id)", "A member reports a pain point once."
    )
    _root_members = models.Index("(root_id, membership_id)")
    _not_negative = models.Constraint(
        "CHECK (people >= 1 AND minutes >= 0 AND money >= 0)",
        "At least one person is concerned; minutes and money are not negative.",
    )

    @api.depends("frequency", "people", "minutes")
    def _compute_hours(self):
        for report in self:
            report.hours = pains.hours_per_year(
                report.frequency, max(report.people, 0), max(report.minutes, 0)
            )

    def _of_members(self):
        """Of these reports one per member: what they said of the pain point itself,
        else of one that was merged into it, the last."""
        chosen = {}
        for report in self.sorted(lambda r: (r.pain_id == r.root_id, r.date, r.id)):
            chosen[report.membership_id] = report
        return self.browse([report.id for report in chosen.values()])


class ClubPain(models.Model):
    _inherit = "club.pain"

    # Hidden lines are not even in memory, whoever asked for them before.
    report_ids = fields.One2many(
        "club.pain.report",
        "root_id",
        string="Members",
        domain=[("is_shown", "=", True)],
    )
    member_count = fields.Integer(
        string="How many members",
        readonly=True,
        copy=False,
        default=0,
        help="Members it hurts, each counted once, those who are not named as well.",
    )
    has_figures = fields.Boolean(readonly=True, copy=False)
    hours = fields.Float(
        string="Hours per year, together",
        readonly=True,
        copy=False,
        help="Of each member: times per year × people concerned × minutes lost each "
        "time ÷ 60. Empty for fewer than three members if one of them is not named.",
    )
    median_hours = fields.Float(
        string="Hours per year, half of the members lose more",
        readonly=True,
        copy=False,
        aggregator="avg",
    )
    money = fields.Monetary(
        string="Money per year, together", readonly=True, copy=False
    )

    def _report(self, person, membership, said, shown=True):
        """Keep what a member says: the first time, or instead of what they said.

        :param person: who clicks; for an organisation, one who speaks for it
        :param said: dictionary with the names of ``SAID``, times of ``frequency``,
            ``minutes`` of each person each time, ``money`` per year in the company's
            currency
        :param shown: whether the member is named
        :raises UserError: no member, not theirs, the pain point is over, or a figure
            is none
        """
        self.ensure_one()
        self._check_may_report(person, membership)
        values = {**self._figures_said(said), "is_shown": shown}
        mine = self._report_of(membership)
        if mine:
            mine.write(values)
            self._hide_reports(membership, shown)
        else:
            mine.create(
                {
                    **values,
                    "pain_id": self.id,
                    "root_id": self._root().id,
                    "membership_id": membership.id,
                    "partner_id": person.id,
                    "date": self.company_id._club_today(),
                }
            )
        self._root()._count_reports()

    def _report_of(self, membership):
        """What this member says of this pain point today, with full rights."""
        # The superuser: see club.authored.
        rows = self.env["club.pain.report"].with_user(api.SUPERUSER_ID)
        return rows.search(
            [("root_id", "=", self._root().id), ("membership_id", "=", membership.id)]
        )._of_members()

    def _hide_reports(self, membership, shown):
        """Who hides is hidden with all they said, also of what was merged into this."""
        if not shown:
            # sudo: the member's own lines.
            self.env["club.pain.report"].sudo().search(
                [
                    ("root_id", "=", self._root().id),
                    ("membership_id", "=", membership.id),
                ]
            ).is_shown = False

    def _withdraw_report(self, person, membership):
        """Take back what a member said, also of what was merged into this."""
        self.ensure_one()
        self._check_speaks_for(person, membership)
        rows = self.env["club.pain.report"].with_user(api.SUPERUSER_ID)
        rows.search(
            [("root_id", "=", self._root().id), ("membership_id", "=", membership.id)]
        ).unlink()
        self._root()._count_reports()

    def _show_report(self, person, membership, shown):
        """Name the member, or name them no more; as the author too, if they are."""
        self.ensure_one()
        self._check_speaks_for(person, membership)
        self._report_of(membership).write({"is_shown": shown})
        self._hide_reports(membership, shown)
        if self._author_row().membership_id == membership:
            self._author_show(shown)
        self._root()._count_reports()

    def _check_may_report(self, person, membership):
        if self.state not in LIVE:
            raise UserError(
                self.env._(
                    "“%(pain)s” is over: %(state)s. Describe a new pain point if it "
                    "hurts again.",
                    pain=self.name,
                    state=self._label_of("state"),
                )
            )
        if not membership.is_member or membership.company_id != self.company_id:
            raise UserError(
                self.env._(
                    "%s is no member at present: renew the membership first.",
                    membership.partner_id.name,
                )
            )
        self._check_speaks_for(person, membership)

    def _check_speaks_for(self, person, membership):
        """Only the member itself, or who manages or votes for an organisation."""
        if not membership._club_speaks(person):
            raise UserError(
                self.env._(
                    "%(person)s does not speak for %(member)s: its manager or its "
                    "delegates do.",
                    person=person.name,
                    member=membership.partner_id.name,
                )
            )

    @api.model
    def _figures_said(self, said):
        """What a form says, as figures.

        :raises UserError: a figure is none, negative, or out of all proportion
        """
        if said.get("frequency") not in dict(FREQUENCIES):
            raise UserError(self.env._("Say how often it happens."))
        values = {
            "frequency": said["frequency"],
            "example": (said.get("example") or "").strip()[:2000] or False,
        }
        labels = self.env["club.pain.report"]._fields
        for name, most in MOST.items():
            typed = str(said.get(name) or "").replace(",", ".").replace(" ", "")
            try:
                number = float(typed or 0)
            except ValueError:
                number = -1
            least = 1 if name == "people" else 0
            if not least <= number <= most:
                raise UserError(
                    self.env._(
                        "%(field)s: write a number from %(least)s to %(most)s.",
                        field=labels[name]._description_string(self.env),
                        least=least,
                        most=most,
                    )
                )
            values[name] = int(number) if name == "people" else number
        return values

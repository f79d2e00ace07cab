from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# Days after the due date, and the template that comes with the addon.
DEFAULT_LEVELS = [
    (-7, _lt("Before the due date"), "mail_template_reminder_before"),
    (15, _lt("First reminder"), "mail_template_reminder_first"),
    (30, _lt("Second reminder"), "mail_template_reminder_second"),
    (60, _lt("Last reminder"), "mail_template_reminder_last"),
]


class ClubReminderLevel(models.Model):
    """A reminder sent some days before or after the due date, unless paid."""

    _name = "club.reminder.level"
    _description = "Reminder Level"
    _order = "days, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda s: s.env.company
    )
    days = fields.Integer(
        string="Days after the due date",
        required=True,
        help="Negative: days before.",
    )
    template_id = fields.Many2one(
        "mail.template",
        required=True,
        ondelete="restrict",
        domain="[('model', '=', 'club.notice')]",
    )
    notice_count = fields.Integer(string="Sent", compute="_compute_notice_count")

    _days_uniq = models.Constraint(
        "UNIQUE (company_id, days)", "One reminder level per number of days."
    )

    def _compute_notice_count(self):
        counts = dict(
            self.env["club.notice"]._read_group(
                [("level_id", "in", self.ids)], ["level_id"], ["__count"]
            )
        )
        for level in self:
            level.notice_count = counts.get(level, 0)

    @api.model
    def _create_defaults(self, company_ids=None):
        """Give companies without reminder levels the usual ones.

        :param company_ids: list of ids, None: every company
        """
        # sudo: runs when a company is made, by whoever may make one.
        levels = self.sudo().with_context(active_test=False)
        companies = self.env["res.company"].sudo().browse(company_ids or [])
        if company_ids is None:
            companies = companies.search([])  # pylint: disable=no-search-all
        having = levels.search([("company_id", "in", companies.ids)]).company_id
        levels.with_context(lang="en_US").create(
            [
                {
                    "name": name._source,
                    "days": days,
                    "company_id": company.id,
                    "template_id": self.env.ref(f"club_membership.{template}").id,
                }
                for company in companies - having
                for days, name, template in DEFAULT_LEVELS
            ]
        )._translate_names()

    @api.model
    def _translate_usual(self, codes):
        """Name every company's usual levels in these languages."""
        usual = [days for days, _name, _template in DEFAULT_LEVELS]
        levels = self.with_context(active_test=False)
        levels.search([("days", "in", usual)])._translate_names(codes)

    def _translate_names(self, codes=None):
        """Name the usual levels in these languages; whoever renamed one keeps it.

        :param codes: list of language codes, None: every language there is
        """
        names = {days: name for days, name, _template in DEFAULT_LEVELS}
        for code in codes or [code for code, _ in self.env["res.lang"].get_installed()]:
            for level in self.with_context(lang=code):
                name = names.get(level.days)
                if name and level.name == name._source:
                    level.name = level.env._(name)

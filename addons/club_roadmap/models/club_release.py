from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ClubProductVersion(models.Model):
    """How late a version is, and what happens to requests when it goes on."""

    _inherit = "club.product.version"

    slippage_days = fields.Integer(
        string="Slippage (days)",
        compute="_compute_slippage_days",
        store=True,
        aggregator="avg",
        help="From the first date promised to the release, or to the date planned now. "
        "Negative: earlier than promised.",
    )
    target_request_ids = fields.One2many(
        "club.request", "target_version_id", string="Requests promised for it"
    )
    delivered_request_ids = fields.One2many(
        "club.request", "delivered_version_id", string="Requests delivered in it"
    )
    slippage_text = fields.Char(string="Dates", compute="_compute_slippage_text")

    @api.depends("promised_on", "planned_on", "released_on")
    def _compute_slippage_days(self):
        for version in self:
            known = version.released_on or version.planned_on
            version.slippage_days = (
                (known - version.promised_on).days
                if known and version.promised_on
                else 0
            )

    @api.depends("state", "slippage_days", "planned_on", "released_on")
    def _compute_slippage_text(self):
        for version in self:
            version.slippage_text = version._dates_sentence()

    def _dates_sentence(self):
        """When it comes or came, and how far that is from the first promise."""
        self.ensure_one()
        slip = self._slip_words()
        if self.state == "abandoned":
            return self.env._("Abandoned by the vendor.")
        if self.state == "released":
            day = self.released_on and format_date(self.env, self.released_on)
            if not day:
                return self.env._("Released.")
            return (
                self.env._("Released on %(day)s, %(slip)s.", day=day, slip=slip)
                if slip
                else self.env._("Released on %s.", day)
            )
        if not self.planned_on:
            return self.env._("No date announced yet.")
        day = format_date(self.env, self.planned_on)
        late = (self.company_id._club_today() - self.planned_on).days
        if late > 0:
            return self.env._(
                "Planned for %(day)s: %(span)s overdue.",
                day=day,
                span=self._span_words(late),
            )
        return (
            self.env._("Planned for %(day)s, %(slip)s.", day=day, slip=slip)
            if slip
            else self.env._("Planned for %s.", day)
        )

    def _slip_words(self):
        """How far it is from the first promise; empty where nothing was promised."""
        if not self.promised_on:
            return ""
        days = self.slippage_days
        if not days:
            return self.env._("as first promised")
        facts = {
            "span": self._span_words(abs(days)),
            "day": format_date(self.env, self.promised_on),
        }
        if days > 0:
            return self.env._("%(span)s later than first promised (%(day)s)", **facts)
        return self.env._("%(span)s earlier than first promised (%(day)s)", **facts)

    def _span_words(self, days):
        """A number of days as one says it: days, weeks or months."""
        if days == 1:
            return self.env._("1 day")
        if days < 14:
            return self.env._("%s days", days)
        if days < 61:
            return self.env._("%s weeks", round(days / 7))
        return self.env._("%s months", round(days / 30.4))

    def _waiting_requests(self):
        """Requests promised for these versions and not delivered yet."""
        return self.target_request_ids.filtered(
            lambda request: request.state in ("planned", "in_progress")
        )

    def action_start(self):
        """The vendor works on it: its planned requests go on as well."""
        self.check_access("write")
        for version in self:
            if version.state != "planned":
                raise UserError(
                    self.env._(
                        "%s is not planned any more: it cannot be begun.",
                        version.display_name,
                    )
                )
            version.state = "in_progress"
            version._waiting_requests().filtered(lambda r: r.state == "planned")._move(
                "in_progress"
            )

    def action_release(self):
        """Ask on what day it came out, and what was delivered in it."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Release of %s", self.display_name),
            "res_model": "club.release",
            "view_mode": "form",
            "target": "new",
            "context": {"default_version_id": self.id},
        }

    def action_abandon(self):
        """The vendor gives it up; what was promised for it needs another answer."""
        self.check_access("write")
        for version in self:
            waiting = version._waiting_requests()
            if waiting:
                raise UserError(
                    self.env._(
                        "%(requests)s: still promised for %(version)s. Note the "
                        "vendor's new answer first.",
                        requests=", ".join(waiting.mapped("display_name")),
                        version=version.display_name,
                    )
                )
            version.state = "abandoned"

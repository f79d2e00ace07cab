from odoo import api, fields, models
from odoo.addons.club_membership.tools import yes_or_no
from odoo.exceptions import UserError
from odoo.fields import Domain


class ClubBenefit(models.Model):
    """From a draft to what members see, until its last day."""

    _inherit = "club.benefit"

    use_count = fields.Integer(string="Used", compute="_compute_use_count")
    is_open = fields.Boolean(
        string="Shown to members",
        compute="_compute_is_open",
        search="_search_is_open",
        help="Published, begun and not ended yet.",
    )

    def _compute_use_count(self):
        counts = dict(
            self.env["club.benefit.use"]._read_group(
                [("benefit_id", "in", self.ids)], ["benefit_id"], ["__count"]
            )
        )
        for benefit in self:
            benefit.use_count = counts.get(benefit, 0)

    @api.depends("state", "active", "date_start", "date_end", "company_id")
    def _compute_is_open(self):
        for benefit in self:
            day = benefit.company_id._club_today() if benefit.company_id else False
            benefit.is_open = (
                benefit.state == "published"
                and benefit.active
                and (not benefit.date_start or benefit.date_start <= day)
                and (not benefit.date_end or benefit.date_end >= day)
            )

    def _search_is_open(self, operator, value):
        open_ones = Domain.OR(
            Domain("company_id", "=", company.id)
            & self._open_domain(company._club_today())
            for company in self.env.companies
        )
        return yes_or_no(operator, value, open_ones)

    @api.model
    def _open_domain(self, day):
        """Domain of what members may use on ``day``, a date."""
        return (
            Domain("state", "=", "published")
            & Domain("active", "=", True)
            & (Domain("date_start", "=", False) | Domain("date_start", "<=", day))
            & (Domain("date_end", "=", False) | Domain("date_end", ">=", day))
        )

    def action_publish(self):
        """Show these benefits to the members they are for.

        :raises UserError: there is nothing to read, or the last day has passed
        """
        for benefit in self:
            if not (benefit.summary or benefit.conditions):
                raise UserError(
                    self.env._(
                        "%s: write a summary or the conditions first, members read "
                        "them.",
                        benefit.name,
                    )
                )
            day = benefit.date_end
            if day and day < benefit.company_id._club_today():
                raise UserError(
                    self.env._(
                        "%(benefit)s ended on %(day)s: give a later last day to "
                        "publish it.",
                        benefit=benefit.name,
                        day=fields.Date.to_string(day),
                    )
                )
        self.write({"state": "published"})

    def action_end(self):
        """Take these benefits off the members' pages; what was used stays counted."""
        self.filtered(lambda b: b.state == "published").write({"state": "ended"})

    def action_reset(self):
        """Back to the draft, to prepare them anew."""
        self.write({"state": "draft"})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for benefit in self:
            if benefit.use_count:
                raise UserError(
                    self.env._(
                        "%s was used by members: archive it, its figures stay.",
                        benefit.name,
                    )
                )

    def action_view_uses(self):
        """The uses of this benefit, as figures."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "club_events.club_benefit_use_action"
            ),
            "domain": [("benefit_id", "=", self.id)],
        }

    def action_download_sheet(self):
        """The figures for who grants it, as a file without names."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/club/benefits/{self.id}/sheet.csv",
            "target": "download",
        }

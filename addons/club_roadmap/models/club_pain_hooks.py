from odoo import api, models


class ClubMembership(models.Model):
    """Two memberships of one member: what hurts them counts once."""

    _inherit = "club.membership"

    def _hand_over_work(self, winner):
        result = super()._hand_over_work(winner)
        # sudo: hidden lines move as well.
        reports = self.env["club.pain.report"].sudo()
        mine = reports.search([("membership_id", "=", self.id)])
        roots = mine.root_id
        said = reports.search([("membership_id", "=", winner.id)]).pain_id
        mine.filtered(lambda report: report.pain_id in said).unlink()
        mine.exists().membership_id = winner
        roots._count_reports()
        return result


class ResPartner(models.Model):
    """A person who is forgotten leaves their figures, and neither name nor words."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        result = super()._club_forget_elsewhere()
        # sudo: as for their other data; who may erase was checked.
        reports = self.env["club.pain.report"].sudo()
        mine = reports.search([("membership_id.partner_id", "=", self.id)])
        mine.write({"example": False, "is_shown": False})
        mine.root_id._count_reports()
        # Of an organisation stays that it was the organisation.
        for report in reports.search([("partner_id", "=", self.id)]) - mine:
            report.partner_id = report.membership_id.partner_id
        pains = self.env["club.pain"]._authored_by(self)
        pains.filtered(
            lambda pain: pain._author_row().membership_id.partner_id == self
        )._author_show(False)
        return result


class ClubDataExport(models.AbstractModel):
    """What a person wrote about pain points, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        env = person.env
        return {
            **super()._parts_besides(person),
            "pain_points": (
                env["club.pain"]._authored_by(person),
                ("name", "description", "product_id", "state", "author_label"),
            ),
            "pain_point_reports": (
                env["club.pain.report"].search([("partner_id", "=", person.id)]),
                PAIN_REPORT,
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who sees what hurts a member, and what it runs."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.pain.report": self.env._(
                "the pain points you report with the name shown"
            ),
            "club.installation": self.env._("which products you run"),
        }


PAIN_REPORT = (
    "pain_id",
    "membership_id",
    "date",
    "frequency",
    "people",
    "minutes",
    "money",
    "example",
    "is_shown",
    "outcome",
)

from odoo import api, models


class ResPartner(models.Model):
    """Who is forgotten leaves requests and supports behind, and no name."""

    _inherit = "res.partner"

    def _club_forget_elsewhere(self):
        addresses = self._club_addresses()
        result = super()._club_forget_elsewhere()
        for model in ("club.request", "club.request.comment"):
            written = self.env[model]._authored_by(self)
            own = written.filtered(
                lambda record: record._author_row().membership_id.partner_id == self
            )
            own._author_show(False)
            if model == "club.request":
                own.vendor_label = False
            if model == "club.request.comment":
                own.filtered(lambda comment: comment.state != "published").unlink()
        # sudo: as for their other data; who may erase was checked.
        supports = self.env["club.request.support"].sudo()
        supports.search([("membership_id.partner_id", "=", self.id)]).is_shown = False
        # sudo: as above
        authors = self.env["club.roadmap.author"].sudo()
        for rows in (supports, authors):
            # Of an organisation stays that it was the organisation.
            for row in rows.search(
                [
                    ("partner_id", "=", self.id),
                    ("membership_id.partner_id", "!=", self.id),
                ]
            ):
                row.partner_id = row.membership_id.partner_id
        mails = self.env["club.request.mail"].sudo()  # sudo: as above
        mails.search([("email", "in", list(addresses))]).unlink()
        return result


class ClubDataExport(models.AbstractModel):
    """What a person asked for, supports and said, in their file."""

    _inherit = "club.data.export"

    @api.model
    def _parts_besides(self, person):
        env = person.env
        return {
            **super()._parts_besides(person),
            "requests": (env["club.request"]._authored_by(person), REQUEST),
            "request_supports": (
                env["club.request.support"].search([("partner_id", "=", person.id)]),
                ("request_id", "membership_id", "is_shown"),
            ),
            "request_comments": (
                env["club.request.comment"]._authored_by(person),
                ("request_id", "date", "body", "state", "refusal", "author_label"),
            ),
            "request_mails": (
                env["club.request.mail"].search(
                    [("email", "in", list(person._club_addresses()))]
                ),
                ("received_at", "email", "subject", "body"),
            ),
        }


class ClubDataReaders(models.AbstractModel):
    """Who sees what a person asked for and supports."""

    _inherit = "club.data.readers"

    @api.model
    def _areas(self):
        return {
            **super()._areas(),
            "club.request.support": self.env._(
                "the requests you support with the name shown"
            ),
        }

    @api.model
    def _in_the_portal(self, space, rows):
        yield from super()._in_the_portal(space, rows)
        if space.standing:
            yield {
                "who": self.env._("Other members, on the pages of requests"),
                "sees": self.env._(
                    "Beside a request, a comment or a support: the name, where you "
                    "chose to show it. Where you did not, nobody sees it: neither "
                    "other members, nor the office, nor the vendor."
                ),
                "names": [self.env._("All members")],
            }


REQUEST = (
    "number",
    "name",
    "kind",
    "wish",
    "motivation",
    "state",
    "is_author_shown",
    "create_date",
)

from odoo import api, fields, models


class ClubRequest(models.Model):
    """Questions that led to a request."""

    _inherit = "club.request"

    ticket_ids = fields.One2many("club.ticket", "request_id", string="Questions")
    ticket_count = fields.Integer(compute="_compute_ticket_count", string="Asked")

    def _compute_ticket_count(self):
        counts = dict(
            self.env["club.ticket"]._read_group(
                [("request_id", "in", self.ids)], ["request_id"], ["__count"]
            )
        )
        for request in self:
            request.ticket_count = counts.get(request, 0)

    def action_view_tickets(self):
        """Open the questions that led here.

        :return: the action
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "club_support.club_ticket_action"
        )
        return {**action, "domain": [("request_id", "=", self.id)], "context": {}}

    @api.model
    def _propose(self, space, form, membership, shown, files=()):
        request = super()._propose(space, form, membership, shown, files)
        asked = self._question_of(space, form.get("question"))
        asked.filtered(lambda t: t.company_id == request.company_id)._led_to(
            request, shown
        )
        return request

    @api.model
    def _question_of(self, space, text):
        """The own question of this space that a form names, else empty.

        :param text: its id, as the form sent it
        """
        number = int(text) if text and text.isdecimal() and len(text) < 10 else 0
        # sudo: members hold no right on questions; this one is the person's own.
        return (
            self.env["club.ticket"]
            .sudo()
            .search(
                [
                    ("id", "=", number),
                    ("partner_id", "=", space.person.id),
                    ("company_id", "in", space.companies.ids),
                ]
            )
        )

from odoo import api, models
from odoo.fields import Domain

# Who runs the meetings of a commission: they write its agenda and its minutes.
HOST_ROLES = ("chair", "vice_chair", "secretary")


class EventEvent(models.Model):
    """Which meetings a space runs: their agenda, their minutes, their actions."""

    _inherit = "event.event"

    @api.model
    def _led_commissions(self, space):
        """Commissions whose meetings the person of this space runs today."""
        return space.once(
            "led_commissions",
            lambda: (
                space.seats.filtered(
                    lambda row: row.role in HOST_ROLES and row._takes_part()
                ).commission_id
            ),
        )

    @api.model
    def _led_sections(self, space):
        """Sections whose meetings the person of this space runs today, as officer."""
        if not space.personal:
            return self.env["club.section"]

        def ask():
            # sudo: offices of the space's own person.
            return (
                self.env["club.office"]
                .sudo()
                .search(
                    [
                        ("partner_id", "=", space.person.id),
                        ("is_current", "=", True),
                        ("role", "=", "officer"),
                        ("company_id", "in", space.companies.ids),
                    ]
                )
                .section_id
            )

        return space.once("led_sections", ask)

    @api.model
    def _hosted_domain(self, space):
        """Meetings that this space runs: of commissions that it leads, of sections
        that it is an officer of where no commission holds them, and as a trainer."""
        domain = Domain(
            "commission_id", "in", self._led_commissions(space).ids
        ) | Domain(
            [
                ("commission_id", "=", False),
                ("section_id", "in", self._led_sections(space).ids),
            ]
        )
        if space.personal:
            domain |= Domain("trainer_ids", "in", space.person.ids)
        return domain & Domain("company_id", "in", space.companies.ids)

    def _hosted_by(self, space):
        """Whether this space runs the meeting."""
        self.ensure_one()
        # sudo: members hold no right on meetings; only a yes or no comes out.
        return bool(self.sudo().filtered_domain(self._hosted_domain(space)))

    def _hosts(self):
        """Who runs the meeting: the commission's chair, vice-chair and secretary, else
        the officers of its section; and its trainers.

        :return: res.partner
        """
        self.ensure_one()
        # sudo: who runs a meeting is told to who prepares it.
        event = self.sudo()
        if event.commission_id:
            seats = event.commission_id.member_ids.filtered(
                lambda row: row.role in HOST_ROLES and row._takes_part()
            )
            return seats.partner_id | event.trainer_ids
        offices = event.env["club.office"].search(
            [
                ("section_id", "=", event.section_id.id),
                ("is_current", "=", True),
                ("role", "=", "officer"),
            ]
        )
        return offices.partner_id | event.trainer_ids

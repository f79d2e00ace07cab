from odoo import models
from odoo.exceptions import UserError


class EventEvent(models.Model):
    """Whom the hosts ask to stand at the door, and what hosts and guests of some items
    find on the page of the meeting."""

    _inherit = "event.event"

    def _page_values(self, space):
        host = space.personal and self._is_host(space.person)
        values = super()._page_values(space)
        if self._sees_as_guest_only(space) and self._guest_of(space).track_ids:
            # The text that announces the whole meeting names the other items.
            values["description"] = ""
        return {
            **values,
            "guests_url": f"/my/meetings/{self.id}/guests" if host else "",
            "guests_count": len(self.guest_ids) if host else 0,
        }

    def _guest_desk(self):
        helpers = self.door_partner_ids
        return {
            **super()._guest_desk(),
            "helpers": [{"id": each.id, "name": each.name} for each in helpers],
            "may_help": [
                {"id": each.id, "name": each.name}
                for each in (self._possible_helpers() - helpers).sorted("name")
            ],
        }

    def _possible_helpers(self):
        """Who is registered and has a login, which the page of the door needs."""
        rows = self.registration_ids.filtered(
            lambda row: row.active and row.state in ("draft", "open")
        )
        return rows.attendee_id.filtered("user_ids")

    def _ask_helper(self, partner_id):
        """Let somebody sign people in at the door, besides the hosts.

        :param partner_id: id of a contact who is registered
        :return: ``res.partner``
        :raises UserError: it is none of those
        """
        self.ensure_one()
        helper = self._possible_helpers().filtered(lambda p: p.id == partner_id)
        if not helper:
            raise UserError(
                self.env._(
                    "Who stands at the door of %s is registered for it and has a "
                    "login: register them first, then choose them here.",
                    self.name,
                )
            )
        self.door_partner_ids |= helper
        return helper

    def _dismiss_helper(self, partner_id):
        """Take the door from somebody; harmless when they did not have it."""
        self.ensure_one()
        self.door_partner_ids -= self.door_partner_ids.filtered(
            lambda p: p.id == partner_id
        )

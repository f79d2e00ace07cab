from odoo import models


class ClubEventNotice(models.Model):
    """The mail that invites a guest, with the link to their own page."""

    _inherit = "club.event.notice"

    def _guest(self):
        """The guest whose invitation this row is; empty once there is a newer one."""
        guest = self.env["club.event.guest"].search(
            [("event_id", "=", self.event_id.id), ("email", "=", self.email)]
        )
        return guest.filtered(lambda g: str(g.invitation_number) == self.key)

    def _reader_lang(self):
        """An invitation has a language of its own."""
        if self[:1].level == "invited" and (guest := self._guest()):
            return guest._words().env.lang
        return super()._reader_lang()

    def _is_true_invited(self):
        guest = self._guest()
        return bool(guest) and not guest.revoked_on and self._is_to_come()

    def _content_invited(self):
        guest = self._guest()
        event = guest.event_id
        lines = [
            self.env._(
                "%(host)s invites you to a meeting of %(association)s.",
                host=guest.invited_by_id.name or guest.company_id.name,
                association=guest.company_id.name,
            )
        ]
        if guest.track_ids:
            lines.append(
                self.env._(
                    "You are invited to these items of its agenda: %s.",
                    ", ".join(guest._visible_items().mapped("name")),
                )
            )
        lines.append(
            self.env._(
                "The link below is yours alone: it registers one person. It also "
                "lets you decline, or cancel later."
            )
        )
        return {
            "subject": self.env._("Invitation: %s", event.name),
            "lines": lines,
            "meetings": self._meetings(),
            "url": guest._make_link(),
            "button": self.env._("Answer the invitation"),
        }

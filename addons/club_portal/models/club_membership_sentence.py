from odoo import fields, models
from odoo.tools import format_date


class ClubMembership(models.Model):
    """Where a membership stands, in one sentence with the date it ends."""

    _inherit = "club.membership"

    def _status_sentence(self):
        """One sentence for who the membership belongs to, and its tone.

        :return: (sentence, ``success``, ``warning``, ``danger`` or ``secondary``)
        """
        self.ensure_one()
        until = format_date(self.env, self.member_until) if self.member_until else ""
        if self.partner_id.is_company:
            return self._organisation_sentence(until)
        if self.state == "active":
            return self._active_sentence(until), "success"
        if self.state == "grace":
            return (
                self.env._(
                    "Your dues are not paid yet: you keep your rights until %s.",
                    self._grace_until(),
                ),
                "warning",
            )
        if self.state == "applied":
            return self._applied_sentence(), "secondary"
        if self.state == "lapsed":
            return self._lapsed_sentence(until), "danger"
        return self._closed_sentence(), "secondary"

    def _opening_sentence(self):
        """When the member may enter their space, while the section is not open."""
        if day := self.section_id.portal_open_on:
            return self.env._("Your space opens on %s.", format_date(self.env, day))
        return self.env._("Your space is not open yet: you will hear from us.")

    def _active_sentence(self, until):
        if until:
            return self.env._("You are a member until %s.", until)
        return self.env._("You are a member.")

    def _applied_sentence(self):
        if self.approved_on:
            return self.env._(
                "Your application is approved: you become a member as soon as your "
                "dues are paid."
            )
        return self.env._(
            "Your application was received on %s and waits for approval.",
            format_date(self.env, self.applied_on),
        )

    def _lapsed_sentence(self, until):
        if until:
            return self.env._("Your membership ended on %s.", until)
        if self.period_ids.filtered(lambda p: not (p.cancelled or p.newcomer)):
            return self.env._("Your membership has ended.")
        return self.env._("Your application has expired: it was not completed in time.")

    def _closed_sentence(self):
        day = format_date(self.env, self.closed_on) if self.closed_on else ""
        return self.env._("Your membership was closed on %s.", day)

    def _organisation_sentence(self, until):
        """The same of an organisation, said of it by its name."""
        name = self.partner_id.name
        if self.state == "active":
            if until:
                return self.env._(
                    "%(name)s is a member until %(day)s.", name=name, day=until
                ), "success"
            return self.env._("%s is a member.", name), "success"
        if self.state == "grace":
            return self.env._(
                "The dues of %(name)s are not paid yet: it keeps its rights until "
                "%(day)s.",
                name=name,
                day=self._grace_until(),
            ), "warning"
        if self.state == "applied":
            if self.approved_on:
                return self.env._(
                    "The application of %s is approved: it becomes a member as soon "
                    "as its dues are paid.",
                    name,
                ), "secondary"
            return self.env._(
                "The application of %(name)s was received on %(day)s and waits for "
                "approval.",
                name=name,
                day=format_date(self.env, self.applied_on),
            ), "secondary"
        if self.state == "lapsed" and until:
            return self.env._(
                "The membership of %(name)s ended on %(day)s.", name=name, day=until
            ), "danger"
        return self.env._("The membership of %s has ended.", name), "danger"

    def _grace_until(self):
        """Last day of grace, in words."""
        today = fields.Date.context_today(self)
        days = [
            period.grace_until
            for period in self.period_ids
            if period.grace_until and period.grace_until >= today
        ]
        return format_date(self.env, max(days)) if days else ""

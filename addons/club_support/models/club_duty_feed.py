from datetime import timedelta, timezone

from odoo import api, models
from odoo.addons.club_portal.feed import Entry
from odoo.fields import Domain

from .club_duty import LIVE

# Calendars forget what is long over.
KEPT = timedelta(days=90)


class ClubCalendarFeed(models.Model):
    """Duties in a volunteer's own calendar: published ones only, never a plan that may
    still change. What passes to somebody else is simply not there any more, since a
    calendar that follows replaces all it knows."""

    _inherit = "club.calendar.feed"

    @api.model
    def _contents(self, space):
        contents = super()._contents(space)
        if self.env["club.volunteer"]._of_space(space):
            contents.append(self.env._("Your duties, as soon as they are published"))
        return contents

    @api.model
    def _entries(self, person, company):
        # sudo: the dates of whoever has the address, which is the right to read them.
        duties = self.env["club.duty"].sudo()
        mine = duties.search(
            Domain("volunteer_id.partner_id", "=", person.id)
            & Domain("company_id", "=", company.id)
            & Domain("state", "in", LIVE)
            & Domain("date_end", ">=", company._club_today() - KEPT)
        )
        beside, base = mine._places_beside(), self.get_base_url()
        return [
            *super()._entries(person, company),
            *(duty._calendar_entry(beside[duty], base) for duty in mine),
        ]


class ClubDuty(models.Model):
    _inherit = "club.duty"

    def _calendar_entry(self, beside, base):
        """This duty as its volunteer's calendar shows it.

        :param beside: duties of the same place and time: the only names in it
        :param base: address of this site
        """
        self.ensure_one()
        confirmed = self.state != "published"
        labels = self._labels()
        title = (
            self.env._("On duty: %s", self.section_id.name)
            if confirmed
            else self.env._("On duty, to confirm: %s", self.section_id.name)
        )
        lines = [labels["role"][self.role]]
        lines += [
            self.env._(
                "With %(name)s (%(role)s)",
                name=mate.volunteer_id.name,
                role=labels["role"][mate.role],
            )
            for mate in beside.filtered("volunteer_id")
        ]
        changed = max((self | beside).mapped("write_date"))
        return Entry(
            uid=f"duty-{self.id}@{base.partition('://')[2]}",
            title=title,
            start=self.date_start,
            end=self.date_end,
            updated=changed.replace(tzinfo=timezone.utc),
            description="\n".join(lines),
            url=f"{base}/my/duties/{self.id}",
            status="CONFIRMED" if confirmed else "TENTATIVE",
        )

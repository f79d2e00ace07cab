from odoo import api, models
from odoo.exceptions import UserError


class ClubCofunding(models.Model):
    """What happens to a co-funding: opening, deadline, order, delivery, failure."""

    _inherit = "club.cofunding"

    def _step(self, state, *former):
        """Take these to a state, and tell who pledged.

        :param former: states from which this is possible
        """
        states = dict(self._fields["state"]._description_selection(self.env))
        for each in self:
            if each.state not in former:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”: this step is not possible now.",
                        name=each.name,
                        state=states[each.state],
                    )
                )
            # sudo: states are written by steps only; callers checked the right.
            each.sudo().state = state
            if state != "open":
                each._tell_pledgers(state)

    def action_open(self):
        """Open it to the members."""
        self.check_access("write")
        for each in self:
            if each.deadline < each.company_id._club_today():
                raise UserError(
                    self.env._("%s: the deadline is over already.", each.name)
                )
        self._step("open", "draft")

    def action_order(self):
        """The development is ordered from the vendor."""
        self.check_access("write")
        self._step("ordered", "reached")

    def action_deliver(self):
        """The vendor has delivered it."""
        self.check_access("write")
        self._step("delivered", "ordered")

    def action_fail(self):
        """Give it up, with the reason written on it: nobody owes anything."""
        self.check_access("write")
        for each in self:
            if not (each.failure_reason or "").strip():
                raise UserError(
                    self.env._("%s: say why; its members read it.", each.name)
                )
        self._step("failed", "open", "reached", "ordered")

    @api.model
    def _cron_deadlines(self):
        """Decide those whose deadline is over; a second run finds none."""
        for company in self.env["res.company"]._club_all():
            over = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "open"),
                    ("deadline", "<", company._club_today()),
                ]
            )
            for each in over:
                reached = (
                    each.currency_id.compare_amounts(
                        each.confirmed_amount, each.minimum
                    )
                    >= 0
                )
                each._step("reached" if reached else "failed", "open")

    def _tell_pledgers(self, state):
        """One mail for each person who pledged or manages the team of who did: alone,
        in their language, without anybody else's name."""
        # sudo: pledges and mails are written for the association.
        pledges = self.sudo().pledge_ids.filtered(lambda p: p.state != "withdrawn")
        people = {}
        for pledge in pledges:
            for person in pledge._told_people():
                people.setdefault(person, pledges.browse())
                people[person] |= pledge
        for person, theirs in people.items():
            self._tell_one(person, theirs, state)

    def _tell_one(self, person, pledges, state):
        company = self.company_id
        told = self.with_context(lang=person.lang or company.partner_id.lang)
        values = {
            "person": person,
            "name": told.name,
            "news": told._news_sentence(state, pledges),
            "pledges": [p.commitment for p in pledges if p.state == "confirmed"],
            "url": f"{company.get_base_url()}/my/cofunding/{self.id}",
        }
        told.env["club.portal.mail"]._compose(
            "club_roadmap.mail_cofunding",
            values,
            told.env._("News about “%s”", told.name),
            company,
            person.email_formatted,
        )

    def _news_sentence(self, state, pledges):
        """What happened, as it concerns these pledges of one person."""
        confirmed = any(p.state == "confirmed" for p in pledges)
        if state == "reached":
            return (
                self.env._("Enough was confirmed: the development will be ordered.")
                if confirmed
                else self.env._(
                    "Enough was confirmed: the development will be ordered. Your "
                    "pledge was not confirmed and does not count."
                )
            )
        if state == "failed":
            why = self.failure_reason or self.env._(
                "not enough was confirmed until the deadline"
            )
            return self.env._("It does not go ahead: %s. Nobody owes anything.", why)
        return {
            "ordered": self.env._("The development is ordered from the vendor."),
            "delivered": self.env._("The development is delivered."),
        }[state]


class ClubCofundingPledge(models.Model):
    _inherit = "club.cofunding.pledge"

    def _told_people(self):
        """Who hears of this pledge: the member, or the managers of its team, as long
        as it is a member and they can be reached."""
        self.ensure_one()
        membership = self.membership_id
        if not membership.is_member:
            return self.env["res.partner"]
        people = membership.partner_id
        if people.is_company:
            people = membership._team_on(None, "manager").partner_id
        return people.filtered(lambda p: p.email_normalized and not p.club_deceased_on)

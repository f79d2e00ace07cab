"""What volunteers do with their duties: fall ill, ask for cover, swap, leave."""

from datetime import timedelta

from odoo.exceptions import UserError


class Duties:
    """Decisions of volunteers and coordinators, drawn by lot.

    :ivar later: calls a function so many hours from now
    """

    def __init__(self, world, ledger, rng, later):
        self.world, self.ledger, self.rng, self.later = world, ledger, rng, later
        self.env = world.env
        self.gone = self.env["club.volunteer"]

    def _serving(self):
        return self.world.volunteers - self.gone

    def _try(self, what, act):
        """Do what the rules may refuse by now; then nothing must have changed."""
        try:
            with self.env.cr.savepoint():
                return act() or True
        except UserError:
            self.env.invalidate_all()
            self.ledger.refused[what] += 1
            return None

    def confirm(self, share):
        """Most volunteers confirm the duties that they have."""
        for volunteer in self._serving():
            if self.rng.random() < share:
                volunteer._confirm_all()

    def day(self, today):
        """What a working day brings."""
        rng = self.rng
        for _each in range(rng.choice((1, 1, 2, 2, 3))):
            self._fall_ill(today)
        for _each in range(rng.choice((1, 2, 2))):
            self._ask_cover(today)
        if rng.random() < 0.7:
            self._ask_swap(today)
        if rng.random() < 0.12:
            self._leave(today)

    def _draw_duty(self, first, last):
        """One duty with somebody that begins between these days; maybe none."""
        ids = [
            duty_id
            for duty_id, (begins, _ends) in self.ledger.days.items()
            if first <= begins <= last and self.ledger.holders[duty_id]
        ]
        return self.env["club.duty"].browse(self.rng.choice(ids) if ids else ())

    def _fall_ill(self, today):
        """From today on; most give their duties back, some serve all the same."""
        volunteer = self.env["club.volunteer"].browse(
            self.rng.choice(self._serving().ids)
        )
        if self.rng.random() < 0.5:
            now = self._draw_duty(today - timedelta(days=6), today)
            volunteer = now.volunteer_id or volunteer
        last = today + timedelta(days=self.rng.randint(0, 10))
        if volunteer._absences(today, today):
            return  # away already
        self.env["club.volunteer.absence"].create(
            {"volunteer_id": volunteer.id, "date_from": today, "date_to": last}
        )
        self.ledger.counts["sick leaves"] += 1
        for duty_id in self.ledger.standing(volunteer, today):
            duty = self.env["club.duty"].browse(duty_id)
            if self.ledger.days[duty_id][0] > last:
                continue
            if self.rng.random() < 0.2:
                self.ledger.kept.add(duty_id)
                continue
            duty._release(volunteer, "Sick")
            self.ledger.give(duty, self.env["club.volunteer"])
            self.ledger.counts["released"] += 1
            if self.rng.random() < 0.6:
                self.later(self.rng.uniform(1, 30), self._fill, duty)

    def _fill(self, duty):
        """The coordinator finds somebody for a gap."""
        found = duty._candidates()[:1]
        today = duty._company_today()
        if not found or self.ledger.holders[duty.id] or duty.date_end < today:
            return
        duty._override(found, "Somebody has to be there.")
        self.ledger.give(duty, found)
        self.ledger.counts["filled"] += 1

    def _ask_cover(self, today):
        duty = self._draw_duty(today + timedelta(days=2), today + timedelta(days=60))
        if not duty:
            return
        asker = duty.volunteer_id
        asked = duty._candidates()._reachable()[:3]
        if not asked:
            return
        offers = self.env["club.duty.offer"]
        offer = self._try(
            "ask cover", lambda: offers._ask_cover(duty, asker, asked, "Please")
        )
        self._await_answers(offer, "covers asked")

    def _ask_swap(self, today):
        duty = self._draw_duty(today + timedelta(days=2), today + timedelta(days=60))
        if not duty:
            return
        asker = duty.volunteer_id
        others = duty._swappable(asker)
        others = others.filtered(lambda other: other.volunteer_id._reachable())
        if not others:
            return
        other = others.browse(self.rng.choice(others.ids))
        offers = self.env["club.duty.offer"]
        offer = self._try("ask swap", lambda: offers._ask_swap(duty, asker, other))
        self._await_answers(offer, "swaps asked")

    def _await_answers(self, offer, kind):
        if not offer:
            return
        self.ledger.counts[kind] += 1
        for volunteer in offer.asked_ids:
            self.ledger.involve(offer.duty_id, volunteer.partner_id)
            drawn = self.rng.random()
            if drawn < 0.85:
                act = self._accept if drawn < 0.45 else self._decline
                self.later(self.rng.uniform(1, 90), act, offer, volunteer)
        if self.rng.random() < 0.1:
            self.later(self.rng.uniform(1, 40), self._withdraw, offer)

    def _accept(self, offer, volunteer):
        duty, other, asker = offer.duty_id, offer.other_duty_id, offer.asker_id
        if not self._try("accept", lambda: offer._accept(volunteer)):
            return
        self.ledger.give(duty, volunteer)
        if other:
            self.ledger.give(other, asker)
        self.ledger.counts[f"{offer.kind}s accepted"] += 1

    def _decline(self, offer, volunteer):
        self._try("decline", lambda: offer._decline(volunteer))

    def _withdraw(self, offer):
        self._try("withdraw", lambda: offer._withdraw(offer.asker_id))

    def _leave(self, today):
        """For good: in order, by an archived contact, or by death."""
        volunteer = self.env["club.volunteer"].browse(
            self.rng.choice(self._serving().ids)
        )
        person = volunteer.partner_id
        drawn = self.rng.random()
        if drawn < 0.5 or person.user_ids or self._is_member(person):
            volunteer._end(today, "Moved away")
        elif drawn < 0.8:
            person.active = False
        else:
            person._club_record_death(today)
        self.gone |= volunteer
        self.ledger.counts["left"] += 1
        for duty_id in self.ledger.standing(volunteer, today):
            duty = self.env["club.duty"].browse(duty_id)
            self.ledger.give(duty, self.env["club.volunteer"])

    def _is_member(self, person):
        return any(person in people for people in self.world.members.values())

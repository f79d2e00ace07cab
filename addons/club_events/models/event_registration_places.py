from odoo import api, fields, models
from odoo.exceptions import UserError

# What decides whether somebody keeps a place, and which.
PLACE_FIELDS = {
    "state",
    "hold",
    "active",
    "event_id",
    "event_slot_id",
    "event_ticket_id",
    "presence",
}
KEEPING = ("offer", "payment")


class EventRegistration(models.Model):
    """Who keeps a place has its row; who has none waits for one."""

    _inherit = "event.registration"

    @api.constrains("active", "state", "event_id", "event_slot_id", "event_ticket_id")
    def _check_seats_availability(self):
        """Core counts, and two at once count the same: here places are rows, claimed
        right after (``_take_places``)."""

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        demanding = registrations.browse(
            registration.id
            for registration, vals in zip(registrations, vals_list, strict=True)
            if vals.get("state") in ("open", "done")
        )
        keeping = registrations.filtered(lambda r: r._keeps_place())
        queueing = (keeping - demanding)._behind_others()
        without = keeping - (keeping - queueing)._take_places()
        if self.env.context.get("club_event_wait", True):
            (without & demanding)._refuse_place()
            without._wait()
        else:
            without._refuse_place()
        return registrations

    def _behind_others(self):
        """Those of them who find others waiting for what they want: nobody jumps the
        queue because a place is free for a moment."""
        late = self.browse()
        for (event, ticket, slot, room), here in self.grouped(
            lambda r: (r.event_id, r.event_ticket_id, r.event_slot_id, r._uses_room())
        ).items():
            event = event.sudo()  # sudo: whether somebody waits, no more
            if here[:1]._pools() and event._waits(ticket, slot, room):
                late |= here
        return late

    def write(self, vals):
        if not vals.keys() & PLACE_FIELDS:
            return super().write(vals)
        before = self.filtered(lambda r: r._keeps_place())
        if vals.get("state", "draft") != "draft":
            vals = {"hold": False, "hold_until": False, **vals}
        result = super().write(vals)
        moved = vals.keys() & (PLACE_FIELDS - {"state", "hold", "active"})
        self._follow_places(before, bool(moved))
        if "presence" in vals:
            # Who waits for a chair and takes part remotely waits no more.
            self.filtered(lambda r: r.hold == "waiting").event_id._serve()
        return result

    def unlink(self):
        # The database frees their places.
        events = self.filtered(lambda r: r._keeps_place()).event_id
        result = super().unlink()
        events.exists()._serve()
        return result

    def _keeps_place(self):
        """Whether this registration keeps a place from the others."""
        self.ensure_one()
        return self.active and (self.state in ("open", "done") or self.hold in KEEPING)

    def _uses_room(self):
        """Whether they take one of the places of the meeting: where one comes on site
        or remotely, who takes part remotely needs no chair."""
        return not (self.event_id.place == "both" and self.presence == "remote")

    def _pools(self):
        """Of which limited places it needs one each: of the meeting, of its ticket."""
        event, ticket = self.event_id, self.event_ticket_id
        slot = self.event_slot_id.id or None
        pools = []
        if event.seats_limited and event.seats_max and self._uses_room():
            pools.append((event.id, slot, None))
        if ticket.seats_max:
            pools.append((event.id, slot, ticket.id))
        return pools

    def _take_places(self, held=None):
        """Claim the places these registrations need.

        :param held: {registration id: pools of the places they have already}
        :return: those that have all they need
        """
        # sudo: places are taken by registering, nobody has a right on them.
        registrations, seats = self.sudo(), self.env["club.event.seat"].sudo()
        wanted = {}
        for registration in registrations:
            for pool in registration._pools():
                if pool not in (held or {}).get(registration.id, ()):
                    wanted.setdefault(pool, []).append(registration.id)
        lost = set()
        # Places of the meeting first: without one, none of a ticket is of use.
        for pool in sorted(wanted, key=lambda pool: (pool[2] or 0, pool[1] or 0)):
            ids = [each for each in wanted[pool] if each not in lost]
            lost |= set(ids) - set(ids and seats._claim(pool, ids))
        if lost:
            seats._release([each for each in lost if each not in (held or {})])
        return self.browse(each for each in self.ids if each not in lost)

    def _follow_places(self, before, moved):
        """After a change: claim and give back places, then serve who waits.

        :param before: those that kept a place
        :param moved: whether they may need other places than before
        """
        # sudo: as above.
        seats = self.env["club.event.seat"].sudo()
        keeping = self.filtered(lambda r: r._keeps_place())
        freed = seats._release((before - keeping).ids)
        new = keeping if moved else keeping - before
        if new:
            held = seats._held_by(new)
            for registration in new:
                needed = set(registration.sudo()._pools())  # sudo: limits
                for pool in held.get(registration.id, set()) - needed:
                    freed += seats._release(registration.ids, pool)
            without = new - new._take_places(held)
            # Who is in the room is there, whatever they had registered for.
            present = without & before.filtered(lambda r: r.state == "done")
            (without - present)._refuse_place()
        if freed:
            # sudo: who leaves makes room for people they may not see.
            self.env["event.event"].sudo().browse(set(freed))._serve()

    def _refuse_place(self):
        """Refuse these for want of a place, if there are any."""
        if not self:
            return
        event = self[:1].event_id
        raise UserError(
            self.env._(
                "%(meeting)s is full: no place is left for %(people)s. Put them on the "
                "waiting list, or raise the number of places.",
                meeting=event.sudo().name,  # sudo: of the meeting they register for
                people=", ".join(r.name or "" for r in self),
            )
        )

    def _wait(self):
        """Queue for a place, behind whoever waits already."""
        if self:
            self._checked().write(
                {
                    "state": "draft",
                    "hold": "waiting",
                    "hold_until": False,
                    "queued_at": fields.Datetime.now(),
                }
            )
            # A place that was locked by somebody who then went back is free again.
            self.env["event.event"]._serve_soon()

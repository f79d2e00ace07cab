from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .event_registration_holds import CHECKED

# What events write, never anybody by hand.
EVENT_FIELDS = {"hold", "hold_until", "queued_at", "organisation_seat", "booking_id"}
# A change of these makes it another registration, which is checked like a new one.
RULED = {
    "event_id",
    "event_slot_id",
    "event_ticket_id",
    "attendee_id",
    "membership_id",
    "organisation_id",
    "guest_id",
}
LIVE = {"draft", "open", "done"}


class EventRegistration(models.Model):
    """Who may come is enforced here, whatever the way in: a form of the office, a
    remote call, a page that writes with full rights. Who is logged in decides."""

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self._is_checked():
            vals_list = self._entitled(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if self._is_checked():
            return super().write(vals)
        self.check_access("write")
        self._refuse_event_fields(vals)
        if vals.keys() & RULED or {"state", "active"} & vals.keys():
            self._check_change(vals)
        result = super().write(vals)
        if vals.keys() & RULED:
            self._check_again()
        return result

    def _is_checked(self):
        return self.env.context.get("club_event_checked") is CHECKED

    def _refuse_event_fields(self, vals):
        names = {name for name in vals.keys() & EVENT_FIELDS if vals[name]}
        if names and not self.env.su:
            raise UserError(
                self.env._(
                    "%s follow from what happens: use the buttons to confirm or "
                    "withdraw people.",
                    ", ".join(
                        sorted(
                            self._fields[name].get_description(self.env)["string"]
                            for name in names
                        )
                    ),
                )
            )

    @api.model
    def _entitled(self, vals_list):
        """These values, completed; refused if one of the people may not come."""
        defaults = self.default_get([*RULED, "name", "email", "phone", "partner_id"])
        values = [{**defaults, **vals} for vals in vals_list]
        for vals in values:
            self._refuse_event_fields(vals)
        # Their name and address are copied below.
        people = {vals["attendee_id"] for vals in values if vals.get("attendee_id")}
        self.env["res.partner"].browse(people).check_access("read")
        env = self.env(su=True)  # sudo: the rule reads what who registers may not
        ids = {vals["event_id"] for vals in values if vals.get("event_id")}
        events = env["event.event"].browse(ids).exists()
        staff = {event.id: event._is_run_by(self.env.user) for event in events}
        if not self.env.su and not all(staff.values()):
            self._refuse_desk(events.filtered(lambda event: not staff[event.id]))
        entries = [self._entry(env, vals, staff) for vals in values]
        for event in events:
            event._check_people([e for e in entries if e["event"] == event])
        for vals, entry in zip(values, entries, strict=True):
            vals.update(self._entry_values(vals, entry))
        return values

    @api.model
    def _refuse_desk(self, events):
        raise AccessError(
            self.env._(
                "Only the office, and the officers of the section that holds it, "
                "register people for %s here.",
                ", ".join(events.mapped("name")),
            )
        )

    @api.model
    def _entry(self, env, vals, staff):
        """What ``event._check_people`` asks of one registration's values.

        :param staff: {event id: whether who is logged in runs it}
        """

        def get(model, field):
            return env[model].browse(vals.get(field) or [])

        event, person = (
            get("event.event", "event_id"),
            get("res.partner", "attendee_id"),
        )
        runs = staff.get(event.id)
        guest = self._verified_guest(get("club.event.guest", "guest_id"), runs)
        booked_by = get("res.partner", "partner_id")
        if not person and guest:
            person = guest.partner_id
        elif not person and event.audience != "open" and runs:
            # The office chooses a person as core's form has it.
            named = booked_by.filtered(lambda p: not p.is_company)
            person = named if vals.get("name") in (False, None, named.name) else person
        return {
            "event": event,
            "partner": person,
            "name": vals.get("name") or guest.name or booked_by.name,
            "membership": get("club.membership", "membership_id"),
            "ticket": get("event.event.ticket", "event_ticket_id"),
            "slot": get("event.slot", "event_slot_id"),
            "guest": guest,
            "staff": runs,
        }

    @api.model
    def _verified_guest(self, guest, runs):
        """The invitation that may be used here: the one whose link was opened (told by
        code), one's own, or any for who runs the meeting."""
        opened = self.env.context.get("club_event_guest")
        if not guest and opened:
            guest = guest.browse(opened)
        user = self.env.user
        if guest and guest.id != opened and not runs:
            own = not user._is_public() and guest.partner_id == user.partner_id
            if not own:
                raise UserError(
                    self.env._("This invitation is not yours: open your own link.")
                )
        return guest

    @api.model
    def _entry_values(self, vals, entry):
        person, guest, staff = entry["partner"], entry["guest"], entry["staff"]
        found = {
            "attendee_id": person.id,
            "membership_id": entry["membership"].id,
            "organisation_id": (staff and vals.get("organisation_id"))
            or entry["organisation"].id,
            "guest_id": guest.id,
        }
        if known := person or guest:
            for field in ("name", "email"):
                if not vals.get(field):
                    found[field] = known[field]
        if not staff:
            # Core takes who booked from the visitor's cookie.
            public = self.env.user._is_public()
            booker = guest.partner_id if public else self.env.user.partner_id
            found["partner_id"] = booker.id
        return found

    def _check_change(self, vals):
        """Refuse who is logged in and has no say in these registrations; and to bring
        back somebody who may not come any more."""
        ruled = vals.keys() & RULED
        if ruled or vals.get("state") == "cancel" or vals.get("active") is False:
            self._expect_ruled_by(self.env.user.partner_id)
        if not ruled and (vals.get("active") or vals.get("state") in LIVE):
            gone = self.filtered(lambda r: r.state == "cancel" or not r.active)
            gone._check_again()

    def _check_again(self):
        """Refuse a live registration of somebody who may not come, as a new one."""
        env = self.env(su=True)  # sudo: as for new ones
        for event, here in self.with_env(env).grouped("event_id").items():
            event._check_people(
                [registration._as_entry() for registration in here], self.env.user
            )

    def _as_entry(self):
        return {
            "event": self.event_id,
            "partner": self.attendee_id,
            "name": self.name,
            "membership": self.membership_id,
            "ticket": self.event_ticket_id,
            "slot": self.event_slot_id,
            "guest": self.guest_id,
        }

    def _refusal_in(self, circle=None):
        """Why the person of this registration may not come (any more)."""
        self.ensure_one()
        event = self.event_id
        if not self.attendee_id:
            if self.guest_id:
                return False
            return event._refusal_of_typed(self.name, self.membership_id)
        args = (self.attendee_id, self.membership_id, self.guest_id)
        return event._refusal_in(circle, *args) if circle else event._refusal(*args)

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL
from psycopg2.errors import UniqueViolation


class EventRegistration(models.Model):
    """Places per organisation: each of its people takes a number, up to the limit.

    Who waits for a place counts as well. Who was invited does not: an invitation is how
    one more person comes.
    """

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        registrations._number_in_organisation()
        return registrations

    def write(self, vals):
        if vals.get("state") == "cancel" or vals.get("active") is False:
            vals = {**vals, "organisation_seat": False}
        moved = vals.keys() & {"event_id", "organisation_id", "guest_id"}
        if moved:
            vals = {**vals, "organisation_seat": False}
        result = super().write(vals)
        if moved or vals.keys() & {"state", "active"}:
            self._number_in_organisation()
        return result

    def _number_in_organisation(self):
        """Take a number of their organisation for those that have none.

        :raises UserError: the organisation has all its places
        """
        numbered = self.sudo().filtered(  # sudo: a limit of the meeting
            lambda r: (
                r.event_id.seats_per_organisation
                and r.organisation_id
                and not (r.guest_id or r.organisation_seat)
                and r.state != "cancel"
                and r.active
            )
        )
        groups = numbered.grouped(lambda r: (r.event_id, r.organisation_id))
        # In one order everywhere: two bookings wait for each other in turn.
        for event, organisation in sorted(groups, key=lambda pair: pair[1].id):
            here = groups[event, organisation]
            taken = event._organisation_numbers(organisation)
            limit = event.seats_per_organisation
            if len(taken) + len(here) > limit or not all(
                registration._take_number(limit, taken) for registration in here
            ):
                event._refuse_organisation(organisation)

    def _take_number(self, limit, taken):
        """Take the first free number, whoever else takes one at this moment.

        :param taken: known numbers, added to
        :return: whether there was one
        """
        for number in set(range(1, limit + 1)) - taken:
            taken.add(number)
            try:
                with self.env.cr.savepoint():
                    self.env.cr.execute(
                        SQL(
                            "UPDATE event_registration SET organisation_seat = %s "
                            "WHERE id = %s",
                            number,
                            self.id,
                        ),
                        log_exceptions=False,
                    )
            except UniqueViolation:
                continue  # taken since our transaction began
            self.invalidate_recordset(["organisation_seat"])
            return True
        return False


class EventEvent(models.Model):
    _inherit = "event.event"

    def write(self, vals):
        result = super().write(vals)
        if "seats_per_organisation" in vals:
            self._number_organisations()
        return result

    def _number_organisations(self):
        """Number who is there already in a limit set afterwards: they stay."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE event_registration r SET organisation_seat = NULL
                 WHERE event_id IN %(ids)s;
                UPDATE event_registration r SET organisation_seat = ranked.number
                  FROM (SELECT id, row_number() OVER (
                                   PARTITION BY event_id, organisation_id ORDER BY id
                               ) AS number
                          FROM event_registration
                         WHERE event_id IN %(ids)s AND organisation_id IS NOT NULL
                           AND guest_id IS NULL AND active AND state <> 'cancel'
                       ) ranked
                  JOIN event_registration here ON here.id = ranked.id
                  JOIN event_event e ON e.id = here.event_id
                 WHERE r.id = ranked.id AND e.seats_per_organisation > 0
                """,
                ids=tuple(self.ids),
            )
        )
        self.env["event.registration"].invalidate_model(["organisation_seat"])

    def _organisation_numbers(self, organisation):
        """Numbers of this organisation that are taken."""
        rows = self.env["event.registration"].search_fetch(
            Domain("event_id", "=", self.id)
            & Domain("organisation_id", "=", organisation.id)
            & Domain("state", "!=", "cancel")
            & Domain("organisation_seat", ">", 0),
            ["organisation_seat"],
        )
        return set(rows.mapped("organisation_seat"))

    def _refuse_organisation(self, organisation):
        raise UserError(
            self.env._(
                "%(organisation)s has %(limit)s places at %(meeting)s, and they are "
                "taken: withdraw somebody first, or ask who holds the meeting for an "
                "invitation.",
                organisation=organisation.name,
                limit=self.seats_per_organisation,
                meeting=self.name,
            )
        )

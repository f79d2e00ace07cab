from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import locked_ids

KINDS = [("seat", "Seat"), ("voter", "Vote")]


class ClubSeat(models.Model):
    """One place in an organisation's team: a seat it bought, or a voting delegate's.

    There are as many rows as places, and a row has one holder: whoever wants a place
    claims a free row, and two people cannot claim the same one.
    """

    _name = "club.seat"
    _description = "Seat of a Team"
    _order = "membership_id, kind, number"
    _rec_name = "number"

    membership_id = fields.Many2one(
        "club.membership", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="membership_id.company_id", store=True)
    kind = fields.Selection(KINDS, required=True, default="seat")
    number = fields.Integer(required=True)
    delegation_id = fields.Many2one("club.delegation", ondelete="set null")
    invitation_id = fields.Many2one("club.invitation", ondelete="set null")

    _number_uniq = models.Constraint(
        "UNIQUE (membership_id, kind, number)", "A seat exists once."
    )
    _delegation_uniq = models.UniqueIndex(
        "(delegation_id) WHERE delegation_id IS NOT NULL",
        "Nobody holds two seats for one place in a team.",
    )
    _invitation_uniq = models.UniqueIndex(
        "(invitation_id) WHERE invitation_id IS NOT NULL",
        "An invitation keeps one seat.",
    )
    _one_holder = models.Constraint(
        "CHECK (delegation_id IS NULL OR invitation_id IS NULL)",
        "A seat is held by a person or kept for an invitation, not both.",
    )

    @api.model
    def _claim(self, membership, kind, holder):
        """Give a free place to a delegation or an invitation.

        :param kind: ``seat`` or ``voter``
        :param holder: the ``club.delegation`` or ``club.invitation``
        :return: the seat; empty when this organisation's places are not counted
        :raises UserError: no place is free
        """
        if membership._places(kind) is None:
            return self.browse()
        self._fit(membership, kind)
        # Not a count: a row that somebody else is claiming is passed over, and one
        # claimed since our transaction began makes Odoo start ours again.
        ids = locked_ids(
            self.env,
            SQL(
                """
                SELECT id FROM club_seat
                 WHERE membership_id = %s AND kind = %s
                   AND delegation_id IS NULL AND invitation_id IS NULL
                 ORDER BY number LIMIT 1
                   FOR UPDATE SKIP LOCKED
                """,
                membership.id,
                kind,
            ),
        )
        seat = self.browse(ids)
        if not seat:
            raise UserError(membership._why_no_place(kind))
        field = (
            "delegation_id" if holder._name == "club.delegation" else "invitation_id"
        )
        seat[field] = holder
        seat.flush_recordset()
        return seat

    def _release(self):
        """Free these places; those beyond what the organisation has now disappear."""
        self.write({"delegation_id": False, "invitation_id": False})
        for (membership, kind), _seats in self.grouped(
            lambda seat: (seat.membership_id, seat.kind)
        ).items():
            self._fit(membership, kind)

    @api.model
    def _fit(self, membership, kind):
        """Have as many rows as the organisation has places.

        Who sits on a place that is no longer paid for keeps it; it disappears with
        them.
        """
        self.env.flush_all()
        places = membership._places(kind) or 0
        scope = SQL("membership_id = %s AND kind = %s", membership.id, kind)
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_seat SET delegation_id = NULL
                 WHERE %s AND delegation_id IN (
                       SELECT id FROM club_delegation
                        WHERE membership_id = %s AND date_to < %s)
                """,
                scope,
                membership.id,
                fields.Date.context_today(self),
            )
        )
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM club_seat WHERE id IN (
                    SELECT id FROM club_seat
                     WHERE %(scope)s
                       AND delegation_id IS NULL AND invitation_id IS NULL
                     ORDER BY number DESC
                     LIMIT GREATEST(0, (SELECT count(*) FROM club_seat
                                         WHERE %(scope)s) - %(places)s)
                       FOR UPDATE SKIP LOCKED)
                """,
                scope=scope,
                places=places,
            ),
            log_exceptions=False,
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_seat (
                    membership_id, company_id, kind, number,
                    create_uid, write_uid, create_date, write_date)
                SELECT %(membership)s, %(company)s, %(kind)s, n,
                       %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM generate_series(1, %(places)s) AS n
                 WHERE NOT EXISTS (SELECT FROM club_seat
                                    WHERE %(scope)s AND number = n)
                 ORDER BY n
                 LIMIT GREATEST(0, %(places)s - (SELECT count(*) FROM club_seat
                                                  WHERE %(scope)s))
                ON CONFLICT DO NOTHING
                """,
                membership=membership.id,
                company=membership.company_id.id,
                kind=kind,
                places=places,
                scope=scope,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.invalidate_model()
        membership.invalidate_recordset(["seat_ids"])

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import locked_ids, run_locking


class ClubCommissionPlace(models.Model):
    """One numbered place of a commission with a maximum size.

    Counting members and then adding one oversells when two join at once: a place is a
    row, and a row is taken once.
    """

    _name = "club.commission.place"
    _description = "Place in a Commission"
    _order = "commission_id, number"
    _rec_name = "number"

    commission_id = fields.Many2one(
        "club.commission", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="commission_id.company_id", store=True)
    number = fields.Integer(required=True)
    member_id = fields.Many2one("club.commission.member", ondelete="set null")

    _number_uniq = models.Constraint(
        "UNIQUE (commission_id, number)", "A place has one number."
    )
    _member_uniq = models.UniqueIndex(
        "(member_id) WHERE member_id IS NOT NULL", "A member takes one place."
    )


class ClubCommission(models.Model):
    _inherit = "club.commission"

    def _number_places(self):
        """Make the rows of the places: who sits there keeps one, even above the
        maximum when it was lowered."""
        # sudo: nobody has a right on places; they follow from the maximum size.
        places = self.env["club.commission.place"].sudo()
        for commission in self.sudo():
            commission.place_ids.unlink()
            if not commission.max_size:
                continue
            seated = commission.member_ids.filtered(lambda m: m.state == "active")
            seated = seated.sorted(lambda m: (m.date_from, m.id)).ids
            size = max(commission.max_size, len(seated))
            holders = seated + [False] * (size - len(seated))
            places.create(
                [
                    {
                        "commission_id": commission.id,
                        "number": number,
                        "member_id": holder,
                    }
                    for number, holder in enumerate(holders, 1)
                ]
            )

    def _fill_places(self):
        """Give the free places to who waits, in the order of waiting.

        Who waits while the membership is not in order is passed over.
        """
        # sudo: who leaves makes room for people they may not see.
        for commission in self.sudo().filtered(lambda c: c.state == "open"):
            passed_over = set()
            while member := commission._first_waiting(passed_over):
                try:
                    with self.env.cr.savepoint():
                        if not member._take_place():
                            break
                        member._begin()
                        member._send("place")
                except UserError as error:
                    # A fee that cannot be called today stops neither who leaves nor
                    # who waits next.
                    self.env.invalidate_all()
                    passed_over.add(member.id)
                    said = f"{member.partner_id.name}: {error}"
                    commission.message_post(body=said)

    def _first_waiting(self, passed_over=()):
        """The next of the waiting list, locked; another process takes the one after.

        :param passed_over: ids of who cannot begin today
        """
        self.env.flush_all()
        ids = locked_ids(
            self.env,
            SQL(
                """
                SELECT w.id
                  FROM club_commission_member w
                  JOIN club_membership m ON m.id = w.membership_id
                 WHERE w.commission_id = %s AND w.state = 'waiting'
                   AND w.date_to IS NULL AND m.state IN ('active', 'grace')
                   AND w.id <> ALL(%s)
                 ORDER BY w.queued_at, w.id
                 LIMIT 1
                   FOR UPDATE OF w SKIP LOCKED
                """,
                self.id,
                list(passed_over),
            ),
        )
        return self.env["club.commission.member"].browse(ids)


class ClubCommissionMember(models.Model):
    _inherit = "club.commission.member"

    def _take_place(self):
        """Take a free place; whether there was one (always without a maximum)."""
        self.ensure_one()
        if not self.commission_id.max_size:
            return True
        self.env.flush_all()
        rows = run_locking(
            self.env,
            SQL(
                """
                UPDATE club_commission_place SET member_id = %(member)s
                 WHERE id = (SELECT id FROM club_commission_place
                              WHERE commission_id = %(commission)s
                                AND member_id IS NULL AND number <= %(size)s
                              ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id
                """,
                member=self.id,
                commission=self.commission_id.id,
                size=self.commission_id.max_size,
            ),
        )
        self.env["club.commission.place"].invalidate_model(["member_id"])
        return bool(rows)

    def _free_places(self):
        """Give back the places of these members; above the maximum they vanish."""
        # sudo: nobody has a right on places.
        places = self.env["club.commission.place"].sudo()
        for place in places.search([("member_id", "in", self.ids)]):
            commission = place.commission_id
            above = places.search(
                [
                    ("commission_id", "=", commission.id),
                    ("number", ">", commission.max_size),
                    ("member_id", "not in", self.ids),
                ],
                limit=1,
            )
            if place.number > commission.max_size:
                place.unlink()
            elif above:
                holder = above.member_id
                above.unlink()
                place.member_id = holder
            else:
                place.member_id = False
        self.env.flush_all()

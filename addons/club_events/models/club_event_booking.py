import secrets

from odoo import fields, models

# Written on invoices and read out on the telephone: no letter looks like a digit.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_reference():
    """A reference nobody can guess, as ``M-7KQ2M9XF``."""
    return "M-" + "".join(secrets.choice(LETTERS) for _ in range(8))


class ClubEventBooking(models.Model):
    """What somebody registers in one go: one or several people, one price to pay."""

    _name = "club.event.booking"
    _description = "Booking of a Meeting"
    _order = "id desc"
    _rec_name = "reference"
    _check_company_auto = True

    reference = fields.Char(
        readonly=True, copy=False, default=lambda self: new_reference()
    )
    event_id = fields.Many2one(
        "event.event", string="Meeting", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    booker_id = fields.Many2one(
        "res.partner",
        string="Booked by",
        index="btree_not_null",
        ondelete="restrict",
        help="Who was logged in, or the guest.",
    )
    payer_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        help="Who is invoiced; empty while nothing is due from somebody unknown.",
    )
    membership_id = fields.Many2one(
        "club.membership",
        string="In the name of",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    registration_ids = fields.One2many("event.registration", "booking_id")
    discount_id = fields.Many2one(
        "club.event.discount", index="btree_not_null", ondelete="restrict"
    )
    invoice_id = fields.Many2one(
        "account.move", index="btree_not_null", ondelete="restrict", readonly=True
    )
    token_hash = fields.Char(
        readonly=True, copy=False, index="btree_not_null", groups="base.group_system"
    )

    _reference_uniq = models.UniqueIndex(
        "(reference) WHERE reference IS NOT NULL", "This reference exists already."
    )

    def _ask_payment(self):
        """Hook: confirm what has a place, unless it is to be paid first.

        Places to be paid are kept meanwhile (``hold`` = payment).
        """
        self.registration_ids.filtered(lambda r: r.hold == "payment")._confirm()

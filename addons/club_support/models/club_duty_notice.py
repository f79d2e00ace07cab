from odoo import api, fields, models
from odoo.tools import SQL

from .club_duty_confirming import STANDING

# What somebody is told, in the order in which a mail says it.
LEVELS = [
    ("published", "The rota is published"),
    ("given", "Given by a coordinator"),
    ("taken", "Taken back by a coordinator"),
    ("cancelled", "Cancelled"),
    ("last", "Begins at once"),
    ("first", "Begins soon"),
    ("confirm", "To confirm"),
    ("away", "During an absence"),
    ("asked", "Asked for cover or a swap"),
    ("accepted", "Somebody accepted"),
    ("declined", "Everybody declined"),
    ("expired", "Nobody answered"),
    ("off", "The swap is off"),
    ("beside", "The other one on duty left"),
    ("released", "A gap"),
    ("gap", "A gap that comes near"),
    ("unconfirmed", "Not confirmed yet"),
    ("unreachable", "Volunteer without an address"),
]
# For the duty's own volunteer, as long as it is theirs.
OWN = ("published", "given", "first", "last", "confirm", "away")
# For the asker, whatever becomes of the duty.
OUTCOMES = ("accepted", "declined", "expired", "off")
FOR_COORDINATORS = ("released", "gap", "unconfirmed", "unreachable")


class ClubDutyNotice(models.Model):
    """One person is told one thing about one duty, once.

    Rows are noted where things happen, and become mails later: one a person for all
    that waits (``club_duty_notice_sending.py``). What is not true any more by then is
    not said.
    """

    _name = "club.duty.notice"
    _description = "Mail about a Duty"
    _log_access = False
    _order = "id"
    _rec_name = "level"

    duty_id = fields.Many2one("club.duty", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    level = fields.Selection(LEVELS, required=True)
    offer_id = fields.Many2one("club.duty.offer", ondelete="cascade")
    change_id = fields.Many2one("club.duty.change", ondelete="cascade")
    volunteer_id = fields.Many2one(
        "club.volunteer", ondelete="cascade", help="Whom a coordinator is told about."
    )
    date = fields.Date(required=True)
    state = fields.Selection(
        [("to_send", "To send"), ("sent", "Queued"), ("dropped", "Not needed")],
        required=True,
        default="to_send",
    )

    _once = models.UniqueIndex(
        "(duty_id, partner_id, level, COALESCE(offer_id, 0), COALESCE(change_id, 0), "
        "COALESCE(volunteer_id, 0))",
        "This person was told of it already.",
    )
    _waiting = models.Index("(company_id, partner_id) WHERE state = 'to_send'")

    @api.model
    def _note(self, level, rows, **about):
        """Note whom to tell; who was told before is not told again.

        :param rows: (duty, res.partner) pairs
        :param about: ids of ``offer_id``, ``change_id``, ``volunteer_id``
        :return: how many are new
        """
        values = [
            SQL(
                "(%s, %s, %s, %s, %s::int, %s::int, %s::int, %s::date, 'to_send')",
                duty.id,
                duty.company_id.id,
                partner.id,
                level,
                about.get("offer_id"),
                about.get("change_id"),
                about.get("volunteer_id"),
                duty._company_today(),
            )
            for duty, partner in rows
        ]
        if not values:
            return 0
        self.env.flush_all()
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_duty_notice
                       (duty_id, company_id, partner_id, level, offer_id, change_id,
                        volunteer_id, date, state)
                VALUES %s ON CONFLICT DO NOTHING RETURNING id
                """,
                SQL(", ").join(values),
            )
        )
        self.invalidate_model()
        if found:
            self._trigger_sending()
        return len(found)

    @api.model
    def _trigger_sending(self):
        # sudo: whoever makes something happen has the others told.
        self.env.ref("club_support.ir_cron_club_duty_notice").sudo()._trigger()

    def _is_true(self):
        """Whether what this row says still is so."""
        self.ensure_one()
        duty, person = self.duty_id, self.partner_id
        cancelled = duty.state == "cancelled"
        if duty.date_end < duty._company_today() or self.level == "cancelled":
            return cancelled and duty.date_end >= duty._company_today()
        if cancelled:
            return False
        if self.level in OUTCOMES:
            return True
        if self.level == "asked":
            return self._is_still_asked()
        if self.level in ("released", "gap", "beside"):
            return not duty.volunteer_id
        if self.level == "taken":
            return duty.partner_id != person
        if self.level in FOR_COORDINATORS:
            mine = duty.volunteer_id == self.volunteer_id
        else:
            mine = duty.partner_id == person
        if self.level == "away":
            away = duty.volunteer_id._absences(duty.date_start, duty.date_end)
            mine = mine and bool(away)
        unsure = self.level in ("confirm", "unconfirmed")
        return mine and duty.state in (STANDING[:1] if unsure else STANDING)

    def _is_still_asked(self):
        offer = self.offer_id
        undecided = offer.asked_ids - offer.declined_ids
        return (
            offer.state == "open"
            and offer.asker_id == self.duty_id.volunteer_id
            and self.partner_id in undecided.partner_id
        )

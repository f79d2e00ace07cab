from odoo import api, fields, models
from odoo.tools import SQL, email_normalize, split_every

# Rows of one statement.
INSERTED = 1000

LEVELS = [
    ("announced", "Announced"),
    ("moved", "Moved"),
    ("cancelled", "Cancelled"),
    ("offer", "A place became free"),
    ("expired", "The offer ended"),
    ("payment", "Kept until it is paid"),
    ("unpaid", "Not paid in time"),
    ("minutes", "Minutes are published"),
    ("action", "An action is due"),
    ("invited", "Invited"),
]


class ClubEventNotice(models.Model):
    """One person is told one thing about one meeting, once.

    Rows are noted where things happen and become mails later; what is not true any
    more by then is not said.
    """

    _name = "club.event.notice"
    _description = "Mail about a Meeting"
    _log_access = False
    _order = "id"
    _rec_name = "level"

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Person", index="btree_not_null", ondelete="cascade"
    )
    email = fields.Char(help="Of who is no contact.")
    level = fields.Selection(LEVELS, required=True)
    key = fields.Char(
        required=True, default="", help="What sets a second occasion apart."
    )
    date = fields.Date(required=True)
    state = fields.Selection(
        [("to_send", "To send"), ("sent", "Queued"), ("dropped", "Not needed")],
        required=True,
        default="to_send",
    )

    _once = models.UniqueIndex(
        "(event_id, COALESCE(partner_id, 0), COALESCE(email, ''), level, key)",
        "This person was told of it already.",
    )
    _waiting = models.Index("(company_id, id) WHERE state = 'to_send'")
    _somebody = models.Constraint(
        "CHECK ((partner_id IS NULL) <> (email IS NULL))",
        "A mail goes to a contact, or to an address that is nobody's.",
    )

    @api.model
    def _note(self, level, rows, key=""):
        """Note whom to tell; who was told before is not told again.

        The mails leave with the next run of the job, which this wakes up. What a level
        says, and until when it is true, stands in ``_content_<level>`` and
        ``_is_true_<level>`` (``club_event_notice_sending``).

        :param level: a key of ``LEVELS``
        :param rows: (event.event, res.partner or e-mail address) pairs
        :param key: what sets a second occasion apart, as the revision of a meeting
        :return: how many are new
        """
        values = [
            SQL(
                "(%s, %s, %s::int, %s, %s, %s, %s::date, 'to_send')",
                event.id,
                company.id,
                partner,
                email,
                level,
                str(key),
                company._club_today(),
            )
            for event, company, partner, email in self._addressees(rows)
        ]
        self.env.flush_all()
        new = sum(self._insert(part) for part in split_every(INSERTED, values, list))
        self.invalidate_model()
        if new:
            self._trigger_sending()
        return new

    @api.model
    def _insert(self, values):
        """Write these rows, a list of SQL; return how many are new."""
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_event_notice
                       (event_id, company_id, partner_id, email, level, key, date,
                        state)
                VALUES %s ON CONFLICT DO NOTHING RETURNING id
                """,
                SQL(", ").join(values),
            )
        )
        return len(found)

    @api.model
    def _addressees(self, rows):
        """(event, company, partner id or None, address or None) of these pairs."""
        for event, whom in rows:
            company = event.company_id or self.env.company
            if not isinstance(whom, str):
                for partner in whom:
                    yield event, company, partner.id, None
            elif email := email_normalize(whom):
                yield event, company, None, email

    @api.model
    def _trigger_sending(self):
        # sudo: whoever makes something happen has the others told.
        self.env.ref("club_events.ir_cron_club_event_notice").sudo()._trigger()

import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

STOPPED = "club.ballot.stopped"


class ClubBallotBox(models.Model):
    """Closing a box, in two transactions.

    The first one writes “closing” and so waits for the ballots on their way. The second
    one begins after it: whoever reads “closing” there sees every ballot, and empties
    the box. In one transaction, ballots committed after its beginning would be lost.
    """

    _inherit = "club.ballot.box"

    def _stop(self, reason=None):
        """Take no more ballots. The scheduled job does the rest.

        :param reason: why before the announced time
        """
        for box in self:
            box._expect("open")
            box.state = "closing"
            if reason:
                box.message_post(body=self.env._("Closed before its time: %s", reason))
        self.flush_recordset()
        self.env.cr.postcommit.data.setdefault(STOPPED, set()).update(self.ids)
        self.env.ref("club_ballot.ir_cron_club_ballot_close")._trigger()

    def _seal(self):
        """Rewrite all ballots shuffled and destroy the open box, or do nothing at all.

        :return: whether there was something to do
        :raises UserError: ballots and ticks do not agree; the box is left as it is
        """
        self.ensure_one()
        if self.id in self.env.cr.postcommit.data.get(STOPPED, ()):
            raise UserError(self.env._("%s is being closed: wait a minute.", self.name))
        self.flush_recordset()
        query = SQL(
            "SELECT state FROM club_ballot_box WHERE id = %s FOR UPDATE", self.id
        )
        self.env.cr.execute(query, log_exceptions=False)
        if self.env.cr.fetchone()[0] != "closing":
            return False
        self._check_complete()
        self._rewrite_ballots()
        self._rewrite_roll()
        self._drop_tables()
        self.write(
            {
                "state": "closed",
                "closed_at": self._clock(),
                "seed": self.hidden_seed,
                "hidden_seed": False,
                "open_key": False,
                "trouble": False,
            }
        )
        self.message_post(
            body=self.env._(
                "The box is closed: %(voted)s of %(count)s have voted. The draw that "
                "decides between equals was %(seed)s.",
                voted=self.voted_count,
                count=self.roll_count,
                seed=self.seed,
            )
        )
        return True

    def _check_complete(self):
        """Refuse to close on anything but one whole ballot for each tick."""
        [[ballots, whole, ticks, known]] = self.env.execute_query(
            SQL(
                """
                SELECT (SELECT count(*) FROM %(open)s),
                       (SELECT count(content) FROM %(open)s),
                       (SELECT count(*) FROM %(tick)s),
                       (SELECT count(*) FROM %(tick)s t JOIN club_ballot_roll r
                            ON r.id = t.roll_id AND r.box_id = %(box)s)
                """,
                open=self._raw_table("open"),
                tick=self._raw_table("tick"),
                box=self.id,
            )
        )
        if not ballots == whole == ticks == known:
            raise UserError(
                self.env._(
                    "%(box)s holds %(ballots)s ballots, and %(ticks)s members are "
                    "marked as having voted: nothing was touched. Have the database "
                    "examined before anything else.",
                    box=self.name,
                    ballots=whole,
                    ticks=known,
                )
            )

    def _rewrite_ballots(self):
        # gen_random_uuid() draws from PostgreSQL's strong source of randomness, and no
        # ballot leaves the database: none is in a statement that a log could keep.
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO club_ballot_cast
                       (box_id, company_id, phrase, weight, category, content)
                SELECT %s, %s, phrase, weight, category, content
                  FROM %s ORDER BY gen_random_uuid()
                """,
                self.id,
                self.company_id.id,
                self._raw_table("open"),
            )
        )

    def _rewrite_roll(self):
        # All lines alike, whoever voted: each gets the one xmin of this transaction.
        self.env.cr.execute(
            SQL(
                """
                UPDATE club_ballot_roll r
                   SET voted = EXISTS (SELECT FROM %s t WHERE t.roll_id = r.id)
                 WHERE box_id = %s
                """,
                self._raw_table("tick"),
                self.id,
            )
        )
        self.env["club.ballot.roll"].invalidate_model()
        self.env["club.ballot.cast"].invalidate_model()

    @api.model
    def _cron_close(self):
        """Close the boxes whose time is over; count them, each in its transaction."""
        crons = self.env["ir.cron"]
        over = self.search([("state", "=", "open"), ("closes_at", "<=", self._clock())])
        over._stop()
        crons._commit_progress(0, remaining=len(over) + 1)
        closing = self.search([("state", "=", "closing")], order="id")
        for box in closing:
            box._finish()
        crons._commit_progress(1, remaining=0)

    def _finish(self):
        """Seal and count one box; what refuses is written on it."""
        try:
            with self.env.cr.savepoint():
                self._seal()
        except UserError as refusal:
            _logger.warning("Box %s was not closed: %s", self.id, refusal)
            self.trouble = str(refusal)
            return
        self.env["ir.cron"]._commit_progress(1)
        self._count()

import logging

from odoo import api, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
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
        for box in over:
            box._attempt(box._speaking()._stop)
        crons._commit_progress(0, remaining=len(over) + 1)
        closing = self.search([("state", "=", "closing")], order="id")
        for box in closing:
            box._attempt(box._speaking()._seal)
        # What a killed job left uncounted, too. One that was begun is not begun again.
        waiting = [("state", "=", "closed"), ("trouble", "=", False)]
        for box in self.search(waiting, order="id").filtered(lambda b: not b.result):
            box.trouble = box._speaking()._say_uncounted()
            crons._commit_progress(1)
            box._attempt(box._speaking()._count)
        crons._commit_progress(1, remaining=0)

    def _speaking(self):
        """This box in the language of its association: jobs have none."""
        lang = self.company_id._club_speaking().env.lang
        return self.with_context(lang=lang)

    def _say_uncounted(self):
        return self.env._("The count was not finished: have it counted again.")

    def _attempt(self, step):
        """Do one step of one box in a transaction of its own.

        What goes wrong is written on the box and stops no other. Nothing but the
        kind of an unexpected error is logged: its text may quote a ballot.

        :param step: without arguments
        """
        crons, said = self.env["ir.cron"], self.trouble
        try:
            step()
            self.env.flush_all()
            crons._commit_progress(1)
            return
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Somebody was faster, who prolongs or cancels: seen by the next job.
            _logger.info("Box %s: met another transaction", self.id)
        except UserError as refusal:
            said = str(refusal)
            _logger.warning("Box %s: %s", self.id, refusal)
        except Exception as error:
            said = said or self._speaking()._say_unexpected()
            _logger.error("Box %s: %s", self.id, type(error).__name__)
        self.env.cr.rollback()
        self.env.invalidate_all()
        self.trouble = said
        crons._commit_progress(1)

    def _say_unexpected(self):
        return self.env._(
            "Something went wrong; it is tried again. If this stays here, have the "
            "database examined."
        )

from odoo import api, fields, models
from odoo.addons.club_membership.tools import run_locking
from odoo.tools import SQL

CHUNK = 2000
PENDING = "club_portal.directory"


class ClubDirectoryChange(models.Model):
    """Somebody whose directory entry is to be looked at again.

    Appended without looking: two transactions that mark the same person do not wait
    for each other; the cron takes each person once.
    """

    _name = "club.directory.change"
    _description = "Directory Entry to Refresh"
    _rec_name = "partner_id"
    _log_access = False

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")

    @api.model
    def _mark(self, partner_ids):
        """Have the entries of these partners (ids) refreshed shortly.

        Written once per transaction, at its end: an import changes thousands of
        contacts one by one.
        """
        hooks = self.env.cr.precommit
        if not partner_ids:
            return
        if PENDING not in hooks.data:
            hooks.add(self._write_marks)
        hooks.data.setdefault(PENDING, set()).update(partner_ids)

    @api.model
    def _write_marks(self):
        """Write what ``_mark`` gathered, and wake the cron up."""
        ids = sorted(self.env.cr.precommit.data.pop(PENDING, ()))
        if not ids:
            return
        self.env.execute_query(
            SQL(
                "INSERT INTO club_directory_change (partner_id) "
                "SELECT id FROM res_partner WHERE id = ANY(%s) RETURNING id",
                ids,
            )
        )
        # sudo: waking a cron up is allowed to whoever changes a contact.
        self.env.ref("club_portal.ir_cron_club_directory").sudo()._trigger()

    @api.model
    def _take(self, limit=None):
        """Remove marks, the oldest first.

        :param limit: how many at most, None for all
        :return: ids of the partners marked
        """
        rows = run_locking(
            self.env,
            SQL(
                "DELETE FROM club_directory_change WHERE id IN ("
                "SELECT id FROM club_directory_change ORDER BY id LIMIT %s "
                "FOR UPDATE SKIP LOCKED) RETURNING partner_id",
                limit,
            ),
        )
        return {row[0] for row in rows}

    @api.model
    def _cron_refresh(self):
        """Refresh who was marked, in committed chunks."""
        cron = self.env["ir.cron"]
        while taken := self._take(CHUNK):
            self.env["club.directory.entry"]._refresh(taken)
            rows = self.env.execute_query(
                SQL("SELECT count(*) FROM %s", SQL.identifier(self._table))
            )
            if not cron._commit_progress(len(taken), remaining=rows[0][0]):
                return

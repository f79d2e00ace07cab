from odoo import fields, models
from odoo.exceptions import UserError

# Rows read, contacts prepared and members written per committed chunk.
READ_CHUNK = 50_000
CONTACT_CHUNK = 1000
MEMBER_CHUNK = 1000


class ClubImport(models.Model):
    """The steps of an import as chunks of a long job.

    All-or-nothing cannot be undone after the fact (the register is append-only,
    entries are posted), so it is one transaction. To keep that one short, contacts,
    the slow part, are prepared before in committed chunks: archived, referred to by
    nothing, and deleted if the members cannot be written. A killed process
    resumes after the last chunk.
    """

    _inherit = "club.import"

    def _run_chunk(self):
        self.ensure_one()
        return getattr(self, f"_run_{self.step}")()

    def _run_count_remaining(self):
        if self.step in ("read", "match"):
            return 1
        if self.step == "checked":
            return 0
        lines = self.env["club.import.line"]
        mine = [("import_id", "=", self.id)]
        if self.step == "undo":
            return lines.search_count([*mine, ("prepared", "=", True)])
        writing = lines.search_count([*mine, ("state", "in", ("new", "update"))])
        if self.step == "members":
            return writing
        return writing + lines.search_count([*mine, *self._unprepared()])

    def _run_finish(self):
        if self.step == "checked":
            self.write({"state": "ready", "run_total": 0, "run_done": 0})
            return
        super()._run_finish()
        self._after_apply()

    def _run_read(self):
        if count := self._stage_rows(READ_CHUNK):
            return count
        self.step = "match"
        return 1

    def _run_match(self):
        self._compare()
        self.step = "checked"
        return 0

    def _run_checked(self):
        return 0

    def _run_recheck(self):
        """Compare with the members of this moment, and stop if that changed it."""
        # What an interrupted attempt prepared is prepared anew.
        self.env["club.import.line"]._drop_prepared_of(self)
        self._compare()
        try:
            self.state = "ready"
            self._check_appliable()
        except UserError as error:
            self.write({"step": "checked", "run_error": str(error)})
            return 0
        self._reserve_numbers()
        self.write({"state": "running", "step": "contacts"})
        self.run_total = self._run_count_remaining() + self.run_done + 1
        return 1

    def _unprepared(self):
        return [("state", "=", "new"), ("partner_id", "=", False)]

    def _run_contacts(self):
        lines = (
            self._as_applicant()
            .env["club.import.line"]
            .search(
                [("import_id", "=", self.id), *self._unprepared()], limit=CONTACT_CHUNK
            )
        )
        if not lines:
            self.step = "members"
            return self._run_members()
        lines._prepare_contacts()
        return len(lines)

    def _run_members(self):
        lines = (
            self._as_applicant()
            .env["club.import.line"]
            .search(
                [("import_id", "=", self.id), ("state", "in", ("new", "update"))],
                # Who pays for others comes first: they must be there. By section, as
                # opening balances make one entry per chunk and section.
                order="pays DESC NULLS LAST, section_id, row",
                limit=MEMBER_CHUNK if self.mode == "valid" else None,
            )
        )
        if not lines:
            return 0
        if self.mode == "all":
            return self._apply_all(lines)
        failures = lines._apply_or_split()
        self._note_failures(failures)
        written = self.env["club.import.line"].search_count(
            [("import_id", "=", self.id), ("state", "=", "done")]
        )
        self._refresh_statistics(written // MEMBER_CHUNK)
        return len(lines)

    def _apply_all(self, lines):
        """Write every row in the current transaction, or none."""
        try:
            with self.env.cr.savepoint():
                failures = {}
                for start in range(0, len(lines), MEMBER_CHUNK):
                    chunk = lines[start : start + MEMBER_CHUNK]
                    failures.update(chunk._apply_or_split())
                    if failures:
                        raise UserError(next(iter(failures.values())))
                    self._refresh_statistics(start // MEMBER_CHUNK + 1)
        except UserError:
            self.env.invalidate_all()
            self._give_up(failures)
            return 1
        return len(lines)

    def _give_up(self, failures):
        """Nothing was written: say why on the row, then drop what was prepared."""
        self._note_failures(failures)
        self.write(
            {
                "step": "undo",
                "run_error": self.env._(
                    "Nothing was imported: %(reason)s",
                    reason=next(iter(failures.values())),
                ),
            }
        )

    def _run_undo(self):
        if count := self.env["club.import.line"]._drop_prepared_of(self, CONTACT_CHUNK):
            return count
        self.step = "checked"
        return 0

    def _note_failures(self, failures):
        """Mark the rows that could not be written.

        :param failures: {row: reason}
        """
        failed = self.env["club.import.line"].browse(line.id for line in failures)
        partners = failed.filtered("prepared").partner_id
        for line, reason in failures.items():
            line.write(
                {
                    "state": "failed",
                    "failure": reason,
                    "partner_id": False if line.prepared else line.partner_id.id,
                    "prepared": False,
                }
            )
        # sudo: as in _drop_prepared_of.
        partners.sudo().unlink()

    def _as_applicant(self):
        """This import in the name of who applied it, in the import's company.

        sudo: the cron works for them; the right to apply was checked on the button,
        and the register shows their name.
        """
        user = self.applied_by_id or self.env.user
        return self.with_user(user).sudo().with_company(self.company_id)

    def _is_small(self):
        """Whether the file is checked while one waits: under about five seconds."""
        return len(self._content()) < 1_000_000

    def _content(self):
        """The uploaded bytes, without a detour through base64."""
        self.ensure_one()
        # sudo: an attachment of a field is read with the record it belongs to.
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_field", "=", "file"),
                    ("res_id", "=", self.id),
                ],
                limit=1,
            )
        )
        return attachment.raw or b""

    def _today(self):
        return fields.Date.context_today(self)

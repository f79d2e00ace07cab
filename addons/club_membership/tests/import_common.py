import base64

from .common import TODAY, ClubCommon, freeze_time

HEADINGS = "N° adhérent;Nom;Prénom;E-mail;Né le;Section;Type;Du;Au;Payé"


class ImportCommon(ClubCommon):
    """A club that imports: helpers from a text to a checked or applied import."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(TODAY))

    @classmethod
    def _upload(cls, content, **vals):
        """An import of this text (or bytes), checked."""
        raw = content.encode() if isinstance(content, str) else content
        batch = (
            cls.env["club.import"]
            .with_company(cls.company)
            .create(
                {
                    "name": "Test file",
                    "company_id": cls.company.id,
                    "section_id": cls.root.id,
                    "file": base64.b64encode(raw),
                    "filename": "members.csv",
                    **vals,
                }
            )
        )
        batch.action_check()
        if batch.state == "running":
            batch._run_now()
        return batch

    @classmethod
    def _rows(cls, *rows, headings=HEADINGS, **vals):
        """An import of these rows below the usual headings, checked."""
        return cls._upload("\n".join([headings, *rows]) + "\n", **vals)

    @classmethod
    def _apply(cls, batch):
        batch.action_apply()
        if batch.state == "running":
            batch._run_now()
        return batch

    def _states(self, batch):
        lines = batch.line_ids.sorted("row")
        lines.invalidate_recordset()
        return lines.mapped("state")

    def _codes(self, batch):
        """{row: [codes]} of the refused rows."""
        return {
            line.row: [problem["code"] for problem in line.problems]
            for line in batch.line_ids
            if line.problems
        }

    def _members(self):
        return self.env["club.membership"].search(
            [("company_id", "=", self.company.id)]
        )

    def _counts(self):
        """Rows of every table an import may touch."""
        self.env.flush_all()
        return {
            name: self.env[name].with_context(active_test=False).search_count([])
            for name in (
                "res.partner",
                "club.membership",
                "club.membership.period",
                "club.movement",
                "club.due",
                "account.move",
                "account.move.line",
                "mail.message",
            )
        }

from odoo import api, fields, models
from odoo.tools import SQL

FACTS_OF_MEMBERS = ("active", "grace")


class ClubDirectoryEntry(models.Model):
    """What one person or organisation shows of itself: a projection, published.

    No page and no search of the directory reads contacts: only what somebody shows
    stands here, by level. ``shown_public`` holds what everybody sees, ``shown_members``
    what members see besides, ``shown_commissions`` what those see besides with whom
    one sits in a commission. The searched texts are cumulative; empty where the name
    is not shown, since without a name nothing is.
    """

    _name = "club.directory.entry"
    _description = "Directory Entry"
    _order = "sort_name, id"
    _rec_name = "sort_name"

    partner_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    sort_name = fields.Char(required=True)
    # Set for members only: which section, which filter finds it.
    section_id = fields.Many2one(
        "club.section", index="btree_not_null", ondelete="set null"
    )
    shown_public = fields.Json()
    shown_members = fields.Json()
    shown_commissions = fields.Json()
    search_public = fields.Char()
    search_members = fields.Char()
    search_commissions = fields.Char()

    _once = models.UniqueIndex("(company_id, partner_id)")
    _browsed = models.Index("(company_id, sort_name, id)")
    # Three letters in a row, accents and capitals gone when the text was written:
    # what pg_trgm finds in milliseconds, even the two letters a word begins with. Who
    # sits in one's commissions is few: looked up by person, without such an index.
    _found_by_public = models.Index(
        "USING gin (search_public gin_trgm_ops) WHERE search_public IS NOT NULL"
    )
    _found_by_members = models.Index("USING gin (search_members gin_trgm_ops)")

    @api.model
    def _trigger_rebuild(self):
        self.env.ref("club_portal.ir_cron_club_directory_rebuild")._trigger()

    @api.model
    def _cron_rebuild(self):
        """What changed unseen, by the calendar or in bulk."""
        self._rebuild()

    @api.model
    def _rebuild(self):
        """Bring every entry up to date; write only what changed.

        :return: numbers of entries added, changed and removed
        """
        self.env["club.directory.change"]._take()
        return self._project(None)

    @api.model
    def _refresh(self, partner_ids):
        """Bring the entries of these partners (list of ids) up to date."""
        return self._project(list(partner_ids)) if partner_ids else (0, 0, 0)

    @api.model
    def _vanish(self, partner_ids):
        """Remove at once who is entitled to appear no longer; the rest follows."""
        if not partner_ids:
            return
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                WITH %(members)s
                DELETE FROM club_directory_entry e
                 WHERE e.partner_id = ANY(%(ids)s)
                   AND NOT EXISTS (SELECT 1 FROM members
                                    WHERE members.company_id = e.company_id
                                      AND members.partner_id = e.partner_id)
                RETURNING id
                """,
                members=self._members_sql(list(partner_ids)),
                ids=list(partner_ids),
            )
        )
        self.invalidate_model()
        self.env["club.directory.change"]._mark(partner_ids)

    @api.model
    def _days_sql(self):
        """CTE ``days``: which day it is for each association, by its own midnight."""
        days = {c.id: c._club_today() for c in self.env["res.company"]._club_all()}
        return SQL(
            "days AS (SELECT * FROM unnest(%s, %s) AS d (company_id, today))",
            list(days),
            list(days.values()),
        )

    @api.model
    def _members_sql(self, partner_ids=None):
        """Common table expressions ending in ``members``: who appears and why.

        Members, and those who act for a member organisation today; with the ``days``
        of ``_days_sql``.

        :param partner_ids: only these, None: all
        """
        only = (
            SQL("TRUE") if partner_ids is None else SQL("who.id = ANY(%s)", partner_ids)
        )
        return SQL(
            """
            %(days)s, holders AS (
                SELECT d.partner_id, m.company_id, m.section_id, o.name
                  FROM club_delegation d
                  JOIN res_partner who ON who.id = d.partner_id AND who.active
                                      AND who.club_deceased_on IS NULL
                  JOIN club_membership m ON m.id = d.membership_id
                                        AND m.state IN %(states)s
                                        AND m.merged_into_id IS NULL
                  JOIN res_partner o ON o.id = m.partner_id
                  JOIN days ON days.company_id = m.company_id
                 WHERE d.date_from <= days.today
                   AND (d.date_to IS NULL OR d.date_to >= days.today) AND %(only)s
            ), members AS (
                SELECT m.company_id, m.partner_id, m.section_id, 0 AS place
                  FROM club_membership m
                  JOIN res_partner who ON who.id = m.partner_id AND who.active
                                      AND who.club_deceased_on IS NULL
                 WHERE m.state IN %(states)s AND m.merged_into_id IS NULL AND %(only)s
                 UNION ALL
                SELECT company_id, partner_id, section_id, 1 FROM holders
            )
            """,
            days=self._days_sql(),
            states=FACTS_OF_MEMBERS,
            only=only,
        )

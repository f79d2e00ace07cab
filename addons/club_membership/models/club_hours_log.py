from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..rules import hours as durations

# In the order of the statement below.
COLUMNS = (
    "company_id",
    "partner_id",
    "origin",
    "date",
    "hours",
    "activity_id",
    "section_id",
    "commission_id",
    "description",
)
# What a second proposal about the same thing brings up to date.
UPDATED = COLUMNS[3:]


class ClubHours(models.Model):
    """How other addons write into the log: once per origin, as often as they like."""

    _inherit = "club.hours"

    @api.model
    def _log(self, values_list):
        """Propose hours to volunteers, in one statement.

        Saying the same again changes nothing. Saying something else about the same
        origin updates the proposal, unless the person answered or corrected it: then
        it stays as it is.

        :param values_list: dictionaries with ``partner_id`` (a person's id), ``date``,
            ``hours`` (more than 0, 24 at most), ``origin`` (as ``club.duty,12``), and
            ``activity`` (a code: duty, request, meeting, training, other) or
            ``activity_id``; optionally ``company_id`` (else the environment's),
            ``section_id`` (else that of the membership, else the national one),
            ``commission_id`` and ``description``
        :return: the lines that were created or updated
        :raises UserError: a duration is impossible, somebody is an organisation, or a
            section or commission belongs to another association
        """
        rows = self._log_rows(values_list)
        if not rows:
            return self.browse()
        self.env.flush_all()
        columns = SQL(", ").join(map(SQL.identifier, COLUMNS))
        updated = [SQL.identifier(name) for name in UPDATED]
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO club_hours (%(columns)s, state, create_uid, write_uid,
                                        create_date, write_date)
                SELECT %(columns)s, 'proposed', %(uid)s, %(uid)s, %(now)s, %(now)s
                  FROM (VALUES %(rows)s) AS said (%(columns)s)
                    ON CONFLICT (company_id, partner_id, origin)
                 WHERE origin IS NOT NULL AND same_as_id IS NULL
                    DO UPDATE SET %(set)s, write_uid = %(uid)s, write_date = %(now)s
                 WHERE club_hours.state = 'proposed'
                   AND club_hours.is_corrected IS NOT TRUE
                   AND (%(old)s) IS DISTINCT FROM (%(new)s)
                RETURNING id
                """,
                columns=columns,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                rows=SQL(", ").join(rows),
                set=SQL(", ").join(SQL("%s = excluded.%s", c, c) for c in updated),
                old=SQL(", ").join(SQL("club_hours.%s", c) for c in updated),
                new=SQL(", ").join(SQL("excluded.%s", c) for c in updated),
            )
        )
        self.invalidate_model()
        return self.browse(row[0] for row in found)

    @api.model
    def _log_rows(self, values_list):
        """One SQL row per origin: of what is said twice at once, the last counts."""
        values_list = [self._log_values(values) for values in values_list]
        self._check_log(values_list)
        people = self.env["res.partner"].browse(v["partner_id"] for v in values_list)
        companies = self.env["res.company"].browse(
            {v["company_id"] for v in values_list}
        )
        homes = self._sections_of(people, companies)
        roots = {
            company.id: company._club_root_section().id
            for company in companies
            if any(not v["section_id"] for v in values_list)
        }
        said = {}
        for values in values_list:
            company = values["company_id"]
            home = homes.get((company, values["partner_id"])) or roots.get(company)
            values["section_id"] = values["section_id"] or home
            said[company, values["partner_id"], values["origin"]] = SQL(
                "(%s::int, %s::int, %s, %s::date, %s::float8, %s::int, %s::int, "
                "%s::int, %s)",
                *(values[name] for name in COLUMNS),
            )
        return list(said.values())

    @api.model
    def _log_values(self, values):
        """What a caller says, with what it left out."""
        activity = values.get("activity_id")
        if not activity:
            # sudo: the list of activities is no secret, and callers may be members.
            activity = (
                self.env["club.hours.activity"].sudo()._code_id(values["activity"])
            )
        return {
            "company_id": values.get("company_id") or self.env.company.id,
            "partner_id": values["partner_id"],
            "origin": values["origin"],
            "date": fields.Date.to_date(values["date"]),
            "hours": durations.rounded(values["hours"]),
            "activity_id": activity,
            "section_id": values.get("section_id") or None,
            "commission_id": values.get("commission_id") or None,
            "description": values.get("description") or None,
        }

    @api.model
    def _check_log(self, values_list):
        """What the ORM checks on records, before rows go in by themselves."""
        # sudo: facts about the rows of a program, whoever's click made them.
        people = (
            self.env["res.partner"]
            .sudo()
            .browse({values["partner_id"] for values in values_list})
        )
        for organisation in people.filtered("is_company"):
            raise UserError(
                self.env._(
                    "%s is an organisation: hours are given by a person.",
                    organisation.name,
                )
            )
        for values in values_list:
            if not durations.is_possible(values["hours"]):
                raise UserError(
                    self.env._(
                        "%(duration)s hours on one day (%(origin)s): a line has more "
                        "than none, and 24 at the most.",
                        duration=values["hours"],
                        origin=values["origin"],
                    )
                )
        for name, model in (
            ("section_id", "club.section"),
            ("commission_id", "club.commission"),
        ):
            self._check_log_company(values_list, name, model)

    @api.model
    def _check_log_company(self, values_list, name, model):
        ids = {values[name] for values in values_list if values[name]}
        # sudo: as above.
        home = {row.id: row.company_id.id for row in self.env[model].sudo().browse(ids)}
        for values in values_list:
            if values[name] and home[values[name]] != values["company_id"]:
                # sudo: only its name, for who caused the rows, in the refusal.
                raise UserError(
                    self.env._(
                        "%(place)s belongs to another association than the hours "
                        "(%(origin)s).",
                        place=self.env[model].sudo().browse(values[name]).display_name,
                        origin=values["origin"],
                    )
                )

    @api.model
    def _retract(self, origins, company=None):
        """Take back proposals about something that did not take place, or not so.

        What a person answered stays: it is their word, and the caller may say so.

        :param origins: as given to ``_log``
        :param company: the association, else the environment's
        :return: the lines that stay, because their person answered
        """
        # sudo: the lines of a program, whoever's click takes its cause away.
        lines = self.sudo().search(
            [
                ("company_id", "=", (company or self.env.company).id),
                ("origin", "in", list(origins)),
            ]
        )
        open_lines = lines.filtered(lambda line: line.state == "proposed")
        open_lines.unlink()
        return (lines - open_lines).sudo(False)

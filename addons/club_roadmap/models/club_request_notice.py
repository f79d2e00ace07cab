from odoo import fields, models
from odoo.addons.club_membership.models.club_membership import MEMBER_STATES
from odoo.addons.club_portal.models.club_space import SPEAKING
from odoo.tools import SQL

# What happened to a request, as its supporters are told.
EVENTS = [
    ("answered", "Answered by the vendor"),
    ("chosen", "On the club's list"),
    ("planned", "Planned"),
    ("in_progress", "In progress"),
    ("delivered", "Delivered"),
    ("declined", "Declined by the vendor"),
    ("closed", "Closed by the club"),
    ("merged", "Merged into another one"),
]


class ClubRequestNotice(models.Model):
    """One person is told once what happened to a request: unique and permanent.

    It says who supports or wrote a request, hidden ones too: nobody has a right on it,
    and nothing of it becomes a message of Odoo's (``club_request_digest``).
    """

    _name = "club.request.notice"
    _description = "News of a Request for one Person"
    _log_access = False
    _order = "id"
    _rec_name = "event"

    request_id = fields.Many2one("club.request", required=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, index=True, ondelete="cascade"
    )
    event = fields.Selection(EVENTS, required=True)
    date = fields.Date(required=True)
    state = fields.Selection(
        [
            ("to_send", "To send"),
            ("sending", "Leaving"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("dropped", "Not needed"),
        ],
        required=True,
        default="to_send",
    )

    _once = models.UniqueIndex(
        "(request_id, partner_id, event, date)",
        "This person was told of it already.",
    )
    _waiting = models.Index(
        "(company_id, partner_id) WHERE state IN ('to_send', 'sending')"
    )

    def _sentence(self):
        """What happened, in the language of the context."""
        self.ensure_one()
        request = self.request_id
        version = request.delivered_version_id.display_name
        target = request.target_version_id.display_name
        other = request.merged_into_id.display_name
        said = {
            "answered": self.env._("The vendor has answered."),
            "chosen": self.env._("It is on the list that the club asks for."),
            "planned": self.env._("The vendor plans it for %s.", target)
            if target
            else self.env._("The vendor plans it."),
            "in_progress": self.env._("The vendor is working on it."),
            "delivered": self.env._("It is delivered, in %s.", version)
            if version
            else self.env._("It is delivered."),
            "declined": self.env._("The vendor declines it."),
            "closed": self.env._("The club has closed it."),
            "merged": self.env._(
                "It was merged into “%s”: your support counts there.", other
            )
            if other
            else self.env._("It was merged into another request."),
        }[self.event]
        return f"{said} {self._reason()}".strip()

    def _reason(self):
        """The words that came with it, as members read them on the request's page."""
        steps = self.request_id.event_ids.filtered(
            lambda step: step.state == self.event and step.date == self.date
        )
        return steps[:1].reason or ""


class ClubRequest(models.Model):
    _inherit = "club.request"

    def _moved(self, former, state):
        result = super()._moved(former, state)
        if former != state and state in dict(EVENTS):
            self._tell_supporters(state)
        return result

    def _tell_supporters(self, event):
        """Note whom to tell what happened to these requests: who supports or wrote
        them or what was merged into them, and is entitled to hear of it today.

        The mails leave with the next daily digest. A second call on the same day
        changes nothing.

        :param event: a key of ``EVENTS``
        """
        self.env.flush_all()
        for request in self:
            today = request.company_id._club_today()
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO club_request_notice
                           (request_id, company_id, partner_id, event, date, state)
                    SELECT concerned.request_id, %(company)s, concerned.partner_id,
                           %(event)s, %(today)s, 'to_send'
                      FROM (%(concerned)s) concerned
                      LEFT JOIN club_request_news news
                             ON news.partner_id = concerned.partner_id
                            AND news.company_id = %(company)s
                     WHERE COALESCE(news.frequency, 'each') <> 'none'
                     ORDER BY concerned.partner_id
                        ON CONFLICT DO NOTHING
                    """,
                    company=request.company_id.id,
                    event=event,
                    today=today,
                    concerned=request._concerned_sql(today),
                )
            )

    def _concerned_sql(self, day):
        """Who hears of these requests on ``day``: members of that day, and of
        organisations those who speak for them or gave the support or wrote the request
        themselves, as long as they are in the team.

        :return: a query of ``request_id, partner_id``, each pair once
        """
        return SQL(
            """
            WITH behind AS (
                SELECT s.request_id AS id, s.root_id, s.membership_id, s.partner_id
                  FROM club_request_support s
                 WHERE s.request_id = ANY(%(ids)s) OR s.root_id = ANY(%(ids)s)
                 UNION ALL
                SELECT r.id, COALESCE(r.root_id, r.id), a.membership_id, a.partner_id
                  FROM club_request r
                  JOIN club_roadmap_author a
                    ON a.model = 'club.request' AND a.res_id = r.id
                 WHERE r.id = ANY(%(ids)s) OR r.root_id = ANY(%(ids)s)
            )
            SELECT DISTINCT told.id AS request_id, COALESCE(
                       team.partner_id, member.id) AS partner_id
              FROM behind
             CROSS JOIN unnest(%(ids)s) told (id)
              JOIN club_membership m
                ON m.id = behind.membership_id AND m.state = ANY(%(standing)s)
              JOIN res_partner member ON member.id = m.partner_id
              LEFT JOIN club_delegation team
                ON team.membership_id = m.id AND member.is_company
               AND team.date_from <= %(day)s
               AND (team.date_to IS NULL OR team.date_to >= %(day)s)
               AND (team.role = ANY(%(roles)s)
                    OR team.partner_id = behind.partner_id)
             WHERE told.id IN (behind.id, behind.root_id)
               AND (NOT member.is_company OR team.id IS NOT NULL)
            """,
            ids=self.ids,
            standing=list(MEMBER_STATES),
            day=day,
            roles=list(SPEAKING),
        )

    def _concerned_on(self, day):
        """The pairs (request id, person id) of ``_concerned_sql``."""
        self.env.flush_all()
        self.env.cr.execute(self._concerned_sql(day))
        return set(self.env.cr.fetchall())

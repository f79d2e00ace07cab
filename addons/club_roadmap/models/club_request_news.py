from odoo import api, fields, models
from odoo.tools import SQL, consteq, hmac

FREQUENCIES = [
    ("each", "Every day on which something happens"),
    ("weekly", "Once a week at most"),
    ("none", "Never"),
]


class ClubRequestNews(models.Model):
    """How often a person wants mails about the requests they follow. That somebody
    gets any tells what they support: nobody has a right on it."""

    _name = "club.request.news"
    _description = "Mails about Requests"
    _log_access = False
    _rec_name = "frequency"

    partner_id = fields.Many2one(
        "res.partner", string="Person", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    frequency = fields.Selection(FREQUENCIES, required=True, default="each")
    last_sent_on = fields.Date()

    _person_uniq = models.UniqueIndex(
        "(partner_id, company_id)", "This person has chosen already."
    )

    @api.model
    def _of(self, person, company):
        """The choice of this person in this association, made if there is none."""
        # sudo: nobody has a right on choices; callers are the person's own pages.
        choices = self.sudo()
        self.env.cr.execute(
            SQL(
                "INSERT INTO club_request_news (partner_id, company_id, frequency)"
                " VALUES (%s, %s, 'each') ON CONFLICT DO NOTHING",
                person.id,
                company.id,
            )
        )
        return choices.search(
            [("partner_id", "=", person.id), ("company_id", "=", company.id)]
        )

    @api.model
    def _frequency_of(self, person, companies):
        """How often they get mails now, as their page shows it."""
        # sudo: see _of.
        chosen = self.sudo().search(
            [("partner_id", "=", person.id), ("company_id", "in", companies.ids)]
        )
        return chosen[:1].frequency or "each"

    def _choose(self, frequency):
        """Take a choice, and forget what waits for those who want nothing more."""
        self.frequency = frequency
        if frequency == "none":
            # sudo: nobody has a right on notices.
            self.env["club.request.notice"].sudo().search(
                [
                    ("partner_id", "in", self.partner_id.ids),
                    ("company_id", "in", self.company_id.ids),
                    ("state", "=", "to_send"),
                ]
            ).state = "dropped"

    def _stop_token(self):
        """The secret in the link that stops the mails of this choice."""
        # sudo: the database's secret is read to sign with.
        return hmac(self.env(su=True), "club-request-news", str(self.id))

    def _stop_url(self):
        base = self.company_id.get_base_url()
        return f"{base}/club/news/stop/{self.id}/{self._stop_token()}"

    @api.model
    def _by_token(self, news_id, token):
        """The choice that the link in a mail is for, empty for a wrong one."""
        # sudo: the token is the right to this one choice.
        news = self.sudo().browse(news_id).exists()
        return news if news and consteq(news._stop_token(), token) else self.browse()

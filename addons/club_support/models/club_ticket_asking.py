import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .club_ticket import OPEN
from .club_ticket_call import LINE

ASKED_A_DAY = 20
SAID_A_DAY = 100
DAY = 24 * 60
KEY = re.compile(r"[0-9a-f]{32}")


class ClubTicket(models.Model):
    """A question asked on the member's page.

    Members in good standing ask whoever is on duty in their section. Who has applied,
    or is a member no longer, asks the national team: about joining or renewing, that
    is, and they choose no category.
    """

    _inherit = "club.ticket"

    form_key = fields.Char(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="Of the page it was asked on: a second click asks nothing twice.",
    )

    _form_key_uniq = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This question is on its way already."
    )

    @api.model
    def _asking(self, space):
        """Memberships in whose name the person may ask, the likeliest first."""
        return space.standing or space.memberships

    @api.model
    def _may_ask(self, space):
        return bool(self._asking(space))

    @api.model
    def _form_choices(self, space):
        """What the form of a new question offers.

        :return: dictionary with ``memberships``, ``categories`` (both lists of
            ``id``, ``name``), ``is_member``, ``answering`` (see ``_who_answers``) and
            ``open`` (own questions that are not solved)
        """
        asking = self._asking(space)
        # sudo: members hold no right on categories; those of their association.
        categories = (
            self.env["club.ticket.category"]
            .sudo()
            .search([("company_id", "=", asking[:1].company_id.id)])
        )
        is_member = bool(space.standing)
        return {
            "memberships": [
                {
                    "id": membership.id,
                    "name": f"{membership.partner_id.name}, "
                    f"{membership.section_id.name}",
                    "answering": self._who_answers(space, membership),
                }
                for membership in asking
            ],
            "categories": [
                {"id": category.id, "name": category.name} for category in categories
            ]
            if is_member
            else [],
            "is_member": is_member,
            "open": self._own_cards(space)[0],
        }

    @api.model
    def _section_for(self, membership):
        """Where a question in the name of this membership belongs: who is no member
        is helped by the national team."""
        if membership.is_member:
            return membership.section_id
        return membership.company_id._club_root_section()

    @api.model
    def _who_answers(self, space, membership):
        """Who would answer a question asked now, in one sentence, and until when.

        :return: dictionary with ``who`` and ``due``
        """
        company = membership.company_id
        # sudo: who is on duty is looked up for a member, who reads no rota.
        tickets = self.sudo().with_company(company)
        section = self._section_for(membership)
        skill = self.env["club.skill"].sudo()  # sudo: none in particular
        chain = tickets._chain(company, section, skill, space.person)
        on_duty = [partner for step, partner, _v in chain if step in ("lead", "backup")]
        deadline = tickets._plan_deadline(company=company)
        words = tickets.new({"company_id": company.id})
        return {
            "who": self._who_sentence(on_duty, chain[0], section),
            "due": words._before(deadline),
        }

    @api.model
    def _who_sentence(self, on_duty, first, section):
        names = [partner.name for partner in dict.fromkeys(on_duty)][:2]
        step, partner, volunteer = first
        if len(names) == 2:
            return self.env._(
                "%(one)s and %(two)s are on duty in %(section)s.",
                one=names[0],
                two=names[1],
                section=section.name,
            )
        if names:
            return self.env._(
                "%(one)s is on duty in %(section)s.", one=names[0], section=section.name
            )
        if step == "neighbour":
            return self.env._(
                "Nobody is on duty in %(section)s: %(name)s of %(home)s helps.",
                section=section.name,
                name=partner.name,
                home=volunteer.home_section_id.name,
            )
        return self.env._("%s of the national team answers.", partner.name)

    @api.model
    def _ask_from(self, space, typed, membership, files):
        """Ask in the name of the space's person.

        :param typed: ``name``, ``body``, ``category`` (an id or empty) and ``key``
        :param membership: one of ``_asking``
        :return: the question; the same for a second click
        :raises UserError: too many today, or nothing asked
        """
        key = typed["key"] if KEY.fullmatch(typed.get("key") or "") else False
        if key:
            # sudo: members hold no right on questions; it is their own.
            again = self.sudo().search(
                self._own_domain(space) & Domain("form_key", "=", key)
            )
            if again:
                return again
        self._count_one(space, "ticket_ask", ASKED_A_DAY)
        category = membership.is_member and self._category_of(
            membership.company_id, typed.get("category")
        )
        name = (typed.get("name") or "").strip()
        if not name:
            raise UserError(self.env._("Write your question in one line."))
        ticket = self._ask(
            {
                "name": name[:LINE],
                "body": (typed.get("body") or "").strip()[:20000],
                "partner_id": space.person.id,
                "company_id": membership.company_id.id,
                "section_id": self._section_for(membership).id,
                "category_id": category.id if category else False,
                "channel": "portal",
            },
            space.person,
            files,
        )
        ticket.form_key = key
        return ticket

    @api.model
    def _category_of(self, company, text):
        """The category of this association whose id a form sent, maybe empty."""
        text = str(text or "")
        # sudo: whoever asks holds no right on categories.
        categories = self.env["club.ticket.category"].sudo()
        if not (text.isdecimal() and len(text) < 10):
            return categories
        return categories.search(
            [("id", "=", int(text)), ("company_id", "=", company.id)]
        )

    @api.model
    def _count_one(self, space, kind, limit):
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow(kind, str(space.user.id), limit, DAY):
            raise UserError(
                self.env._("Enough for today: write again tomorrow, or call us.")
            )

    def _answer_from(self, space, body, files):
        """The member writes again on their own question."""
        self.ensure_one()
        self._count_one(space, "ticket_reply", SAID_A_DAY)
        return self._reply(space.person, (body or "")[:20000], files)

    def _thank(self, space, stars, comment):
        """The member says that it is solved, and how it was if they want to."""
        self.ensure_one()
        if self.state in OPEN:
            self._solve(space.person)
        elif not stars:
            raise UserError(self.env._("Choose from one star to five."))
        if stars:
            self._rate(space.person, stars, comment)

    def _ask_again(self, space, reason):
        """It was not solved after all.

        :raises UserError: nothing is said about what is missing
        """
        self.ensure_one()
        reason = (reason or "").strip()[:2000]
        if not reason:
            raise UserError(self.env._("Say in a sentence what is still missing."))
        self._count_one(space, "ticket_reply", SAID_A_DAY)
        self._reopen(space.person, reason)

    def _asked_sentence(self):
        """What who asked reads next: who answers, and until when."""
        self.ensure_one()
        if not self.deadline:
            return self.env._("Your question has the number %s.", self.number)
        return self.env._(
            "%(name)s has your question and answers before %(due)s.",
            name=self.owner_id.name,
            due=self._before(self.deadline),
        )

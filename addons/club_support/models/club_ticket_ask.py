from odoo import api, fields, models
from odoo.exceptions import UserError

from ..mail_text.signs import printable

TITLE = 120


class ClubTicket(models.Model):
    """A question comes in: by the portal, an e-mail, a call noted by a volunteer."""

    _inherit = "club.ticket"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("number", "/") == "/":
                vals["number"] = self._next_number(vals.get("company_id"))
        # Nobody follows a question, not even who writes it.
        quiet = self.with_context(mail_create_nosubscribe=True, mail_create_nolog=True)
        return super(ClubTicket, quiet).create(vals_list).with_env(self.env)

    @api.model
    def _next_number(self, company_id=None):
        company = self.env["res.company"].browse(company_id) or self.env.company
        # sudo: numbering is not the user's business.
        sequences = self.env["ir.sequence"].sudo()
        return sequences.next_by_code("club.ticket", company.sudo()._club_today())

    @api.model
    def _ask(self, values, author, files=(), acknowledge=True, **kept):
        """Take a question in: it has an owner from here on.

        :param values: ``name`` or ``body`` (plain text); ``partner_id``, the id of who
            asks, or their ``email_from``; and ``company_id``, ``section_id``,
            ``category_id``, ``channel``, ``origin_id`` where known
        :param author: partner who writes it down: the requester, or a volunteer on the
            telephone; empty when nobody known does
        :param files: list of (name, content)
        :param acknowledge: whether the requester is told number, owner and deadline
        :param kept: how it is kept, see ``_keep_words``
        :return: the question, with full rights
        :raises UserError: nothing is asked, or a file is refused
        """
        values = self._asked_values(values)
        self._check_uploads(files)
        # sudo: whoever asks holds no right on questions; who they are was checked.
        tickets = self.sudo().with_company(values["company_id"])
        company = tickets.env.company
        requester = tickets.env["res.partner"].browse(values["partner_id"] or ())
        category = tickets.env["club.ticket.category"].browse(
            values.get("category_id") or ()
        )
        section = tickets.env["club.section"].browse(values["section_id"])
        step, owner, volunteer = self._chain(
            company, section, category.skill_id, requester
        )[0]
        ticket = tickets.create(
            {
                **values,
                "owner_id": owner.id,
                "volunteer_id": volunteer.id,
                "step": step,
                "asked_at": fields.Datetime.now(),
                "deadline": tickets._plan_deadline(company=company),
            }
        )
        ticket._keep_step(False)
        ticket._keep_words(requester, ticket.body, "question", files, **kept)
        if acknowledge:
            ticket._acknowledge()
        if owner != author:
            ticket._tell_owner()
        return ticket

    @api.model
    def _asked_values(self, values):
        """The columns of a question, completed by what follows from who asks."""
        body = printable(values.get("body") or "").strip()
        name = " ".join(printable(values.get("name") or body).split())
        if not name:
            raise UserError(self.env._("Say in some words what you need."))
        if len(name) > TITLE:
            name = f"{name[: TITLE - 1].rstrip()}…"
        # sudo: read to find the section of who asks.
        person = self.env["res.partner"].sudo().browse(values.get("partner_id") or ())
        company = self.env["res.company"].sudo().browse(values.get("company_id") or ())
        company = company or self.env.company.sudo()
        section = values.get("section_id") or self._section_of(person, company).id
        return {
            **{
                key: values[key]
                for key in ("category_id", "channel", "origin_id")
                if values.get(key)
            },
            "name": name,
            "body": body or name,
            "company_id": company.id,
            "partner_id": person.id,
            "email_from": values.get("email_from") or person.email_formatted or False,
            "section_id": section,
        }

    @api.model
    def _section_of(self, person, company):
        """The section of a person's own membership, else of whom they act for."""
        if not person:
            return company._club_root_section()
        # sudo: as in _asked_values
        memberships = self.env["club.membership"].sudo()
        own = memberships.search(
            [
                ("partner_id", "=", person.id),
                ("company_id", "=", company.id),
                ("merged_into_id", "=", False),
            ]
        ).sorted(lambda m: (not m.is_member, m.id))
        acting = person._club_delegations().filtered(lambda d: d.company_id == company)
        found = own.filtered("is_member") or acting.membership_id or own
        return found[:1].section_id or company._club_root_section()

    def _name_requester(self, person, author):
        """Say who is behind the unknown address that asked this.

        The question stays with its owner, who may pass it on to the person's section.

        :param person: ``res.partner``
        :param author: ``res.partner``: who may answer
        :raises UserError: it is known already, or the owner would be the requester
        """
        ticket = self._fully()
        ticket._check_may_answer(author)
        # sudo: whom the page or form has found.
        person = person.sudo()
        if ticket.partner_id or person.is_company or person == ticket.owner_id:
            raise UserError(
                self.env._(
                    "%s cannot be put down to this contact: it has a requester, or the "
                    "contact is an organisation or its owner.",
                    ticket.display_name,
                )
            )
        ticket.write(
            {
                "partner_id": person.id,
                "section_id": ticket._section_of(person, ticket.company_id).id,
            }
        )
        unsigned = ticket.message_ids.filtered(
            lambda m: m.subtype_id and not m.author_id and not m.is_internal
        )
        unsigned.author_id = person

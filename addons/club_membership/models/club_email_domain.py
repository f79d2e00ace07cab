import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_domain_extract, email_normalize

# Mailboxes of everybody: an address there says nothing about an employer.
PUBLIC_DOMAINS = {
    "aol.com", "bbox.fr", "free.fr", "gmail.com", "gmx.com", "gmx.de", "gmx.fr",
    "googlemail.com", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net",
    "live.com", "live.fr", "mac.com", "mail.com", "me.com", "msn.com", "neuf.fr",
    "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me",
    "protonmail.com", "sfr.fr", "wanadoo.fr", "web.de", "yahoo.com", "yahoo.fr",
    "ymail.com",
}  # fmt: skip
DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}")


class ClubEmailDomain(models.Model):
    """An e-mail domain whose addresses belong to one member organisation."""

    _name = "club.email.domain"
    _description = "E-mail Domain of an Organisation"
    _order = "name, id"
    _rec_name = "name"

    membership_id = fields.Many2one(
        "club.membership",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('partner_id.is_company', '=', True)]",
    )
    company_id = fields.Many2one(
        related="membership_id.company_id", store=True, precompute=True
    )
    name = fields.Char(string="Domain", required=True, help="What follows the @.")
    joinable = fields.Boolean(
        string="May join by themselves",
        default=True,
        help="Who proves an address there takes a free seat without being invited.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE (company_id, name)",
        "This e-mail domain belongs to another organisation.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._cleaned(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._cleaned(vals))

    def _cleaned(self, vals):
        if "name" not in vals:
            return vals
        return {**vals, "name": (vals["name"] or "").strip().lower().lstrip("@")}

    @api.constrains("name")
    def _check_name(self):
        for domain in self:
            if not DOMAIN.fullmatch(domain.name):
                raise ValidationError(
                    self.env._("“%s” is not an e-mail domain.", domain.name)
                )
            if domain.name in PUBLIC_DOMAINS:
                raise ValidationError(
                    self.env._(
                        "Anybody can have an address at %s: it cannot stand for one "
                        "organisation.",
                        domain.name,
                    )
                )

    @api.model
    def _ask_to_join(self, email, person, company):
        """Write to an address whose domain lets colleagues join by themselves.

        Nothing is said to who asks, whether the domain is known or not: the answer
        comes to the address, and proves that it is theirs.

        :param email: the address at the organisation
        :param person: the contact who asks
        :param company: the association
        """
        normal = email_normalize(email or "")
        # sudo: asked by somebody without any right on records.
        domain = self.sudo().search(
            [
                ("name", "=", email_domain_extract(normal) if normal else ""),
                ("company_id", "=", company.id),
                ("joinable", "=", True),
            ]
        )
        if not domain:
            return self.env["club.invitation"]
        membership = domain.membership_id
        pending = membership._pending_invitations().filtered(
            lambda i: i.email == normal and i.role == "seat"
        )
        if pending:
            return pending._resend()
        return (
            self.env["club.invitation"]
            .sudo()
            .create(
                {
                    "membership_id": membership.id,
                    "email": normal,
                    "name": person.name,
                    "by_domain": True,
                }
            )
        )


class ClubMembership(models.Model):
    _inherit = "club.membership"

    def _proven_domains(self, person):
        """Domains of the addresses at which a team manager is reached here.

        An invitation was accepted from them, or staff noted them. What one signs in
        with proves nothing: it may be an address at the employer before.
        """
        self.ensure_one()
        mine = self._team_on().filtered(lambda d: d.partner_id == person)
        addresses = mine.mapped("email")
        domains = {
            email_domain_extract(address) for address in addresses if address
        } - {False, None, ""}
        return sorted(domains - PUBLIC_DOMAINS)

    def _set_joinable(self, domain, joinable, person):
        """Let colleagues with an address at ``domain`` join by themselves, or not.

        :param domain: one of ``_proven_domains``, or one the organisation has already
        :param person: the team manager who decides
        """
        self.ensure_one()
        # sudo: team managers decide from the portal, without rights on records.
        mine = self.sudo().email_domain_ids.filtered(lambda d: d.name == domain)
        if mine:
            mine.joinable = joinable
        elif joinable:
            if domain not in self._proven_domains(person):
                raise ValidationError(
                    self.env._("%s is not the domain of an address of yours.", domain)
                )
            taken = (
                self.env["club.email.domain"]
                .sudo()
                .search_count(
                    [("name", "=", domain), ("company_id", "=", self.company_id.id)],
                    limit=1,
                )
            )
            if taken:
                raise ValidationError(
                    self.env._("%s belongs to another organisation.", domain)
                )
            self.env["club.email.domain"].sudo().create(
                {"membership_id": self.id, "name": domain}
            )

from odoo import api, models
from odoo.exceptions import UserError

from .club_request import KINDS

# Letters that each field of the form takes.
LENGTHS = {"name": 120, "wish": 5000, "motivation": 5000}
PER_DAY = 20
DAY = 24 * 60


class ClubRequest(models.Model):
    """What the form of a new request asks, and what becomes of it."""

    _inherit = "club.request"

    @api.model
    def _may_propose(self, space):
        """Whether this space proposes, supports and writes: the office does not, in
        nobody's name, since it would learn who wants to stay hidden."""
        return space.mode != "staff"

    @api.model
    def _check_writes(self, space):
        """:raises UserError: the office has opened a member's space"""
        if not self._may_propose(space):
            raise UserError(
                self.env._(
                    "Requests are proposed, supported and discussed by members alone: "
                    "the office would learn who does not want to be named. Help "
                    "%(name)s to sign in instead.",
                    name=space.person.name,
                )
            )

    @api.model
    def _form_choices(self, space):
        """What the form offers: kinds, products with modules and versions, and the
        members in whose name one proposes."""
        choices = self._list_choices(space)
        # sudo: members hold no right on versions; those of their associations.
        versions = (
            self.env["club.product.version"]
            .sudo()
            .search_fetch(
                [("product_id", "in", [p["id"] for p in choices["products"]])],
                ["name", "product_id"],
            )
        )
        of_product = versions.grouped(lambda version: version.product_id.id)
        for product in choices["products"]:
            product["versions"] = [
                {"id": version.id, "name": version.name}
                for version in of_product.get(product["id"], ())
            ]
        return {
            **choices,
            "members": [
                {"id": membership.id, "name": membership.partner_id.name}
                for membership in space.standing
            ],
            # Of an address without a domain members can make nothing.
            "addresses": [
                alias.alias_full_name
                for alias in space.standing.company_id.club_request_alias_id
                if alias.alias_domain_id
            ],
        }

    def _typed_values(self):
        """This request as its form shows it."""
        return {
            **{name: self[name] or "" for name in LENGTHS},
            "kind": self.kind,
            "product": str(self.product_id.id or ""),
            "module": str(self.module_id.id or ""),
            "version": str(self.version_id.id or ""),
            "is_pilot_offered": "yes" if self.is_pilot_offered else "",
        }

    @api.model
    def _form_values(self, space, form, membership):
        """Values of a request from what its form sent.

        :param form: dictionary of strings
        :param membership: in whose name
        :raises UserError: a text is missing or a choice is none of those offered
        """
        texts = {
            name: (form.get(name) or "").strip()[:most]
            for name, most in LENGTHS.items()
        }
        for name, text in texts.items():
            if not text:
                label = self._fields[name]._description_string(self.env)
                raise UserError(self.env._("“%s” is empty: fill it in.", label))
        kind = form.get("kind")
        if kind not in dict(KINDS):
            raise UserError(self.env._("Choose what kind of request it is."))
        return {
            **texts,
            "kind": kind,
            **self._chosen_product(form, membership),
            "is_pilot_offered": form.get("is_pilot_offered") == "yes",
        }

    @api.model
    def _chosen_product(self, form, membership):
        """Product, module and version of the form, as far as they go together."""

        def chosen(name, model, domain):
            text = form.get(name) or ""
            number = int(text) if text.isdecimal() and len(text) < 10 else 0
            # sudo: members hold no right on products; those of their association.
            found = self.env[model].sudo()
            return found.search([("id", "=", number), *domain]) if number else found

        product = chosen(
            "product",
            "club.product",
            [("company_id", "=", membership.company_id.id)],
        )
        of_product = [("product_id", "=", product.id)]
        module = chosen("module", "club.product.module", of_product)
        version = chosen("version", "club.product.version", of_product)
        return {
            "product_id": product.id,
            "module_id": module.id,
            "version_id": version.id,
        }

    @api.model
    def _propose(self, space, form, membership, shown, files=()):
        """Publish a request of a member of this space; it supports its own request
        where the person speaks for it.

        :param form: what the form sent
        :param membership: in whose name, one of ``space.standing``
        :param shown: whether the member's name is shown
        :param files: list of (name, content)
        :return: the request
        :raises UserError: something is missing, or enough for today
        """
        self._check_writes(space)
        values = self._form_values(space, form, membership)
        self._check_uploads(files)
        # sudo: a counter of the system.
        rates = self.env["club.rate"].sudo()
        if not rates._allow("request_new", str(space.user.id), PER_DAY, DAY):
            raise UserError(
                self.env._("Enough new requests for today: go on tomorrow, please.")
            )
        request = self._author_write(values, space.person, membership, shown)
        if files:
            request._add_files(files)
        if membership in space.speaking:
            request._support(space.person, membership, shown=shown)
        return request

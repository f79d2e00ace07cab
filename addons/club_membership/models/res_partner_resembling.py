from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize

# Share of three-letter groups two names have in common (pg_trgm): "Dupond Marie"
# and "Marie Dupont" reach 0.67, two different people of one family stay below.
SIMILAR = 0.6


class ResPartner(models.Model):
    """Who is known already under this name, or nearly, or at this e-mail address?"""

    _inherit = "res.partner"

    @api.model
    def _club_resembling(self, name, email, limit=5):
        """Contacts with this e-mail, or with a name that resembles this one.

        Two people may share an address: it is a warning, never a refusal.
        """
        found = self.browse()
        if address := email_normalize(email or ""):
            found = self.search([("email_normalized", "=", address)], limit=limit)
        name = (name or "").strip()
        if len(name) >= 3 and len(found) < limit:
            found |= self._club_named_like(name, limit)
        return found[:limit]

    def _club_named_like(self, name, limit):
        # The operator % compares with this threshold, and reads the search index.
        self.env.execute_query(
            SQL(
                "SELECT set_config('pg_trgm.similarity_threshold', %s, TRUE)",
                str(SIMILAR),
            )
        )
        # _search keeps the record rules: who sees one region is not told the names
        # of another.
        query = self._search(Domain("name", "!=", False))
        unaccent = self.env.registry.unaccent
        column = SQL("%s::text", SQL.identifier(query.table, "complete_name"))
        query.add_where(
            SQL("%s %% %s", unaccent(column), unaccent(SQL("%s::text", name)))
        )
        query.limit = limit
        return self.browse(query)

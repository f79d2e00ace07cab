"""Names as a French club has them, accents included."""

from __future__ import annotations

from typing import Any

FIRST = (
    "Marie", "Hélène", "François", "Élodie", "Noël", "Céline", "Jean", "Anne",
    "Zoé", "Loïc", "Chloé", "Gaëlle", "Rémi", "Thérèse", "Yann", "Benoît",
)  # fmt: skip
FAMILY = (
    "Dupont", "Lefèvre", "Béranger", "Côté", "Martin", "Besson", "Dubois", "Garçon",
    "Rousseau", "Le Goff", "Élie", "Moreau", "Fabre", "Nguyên", "Marchand", "Hérault",
    "Denis", "Roche", "Bernard", "Petit", "Lemaître", "Guérin", "Roux",
)  # fmt: skip


def give(env: Any) -> None:
    """Give everybody called "Member N" a name; their number stays in it."""
    env.flush_all()
    env.cr.execute(
        """
        UPDATE res_partner
           SET name = v.name, complete_name = v.name
          FROM (SELECT id, (%s::text[])[1 + id %% %s] || ' ' ||
                       (%s::text[])[1 + (id / 7) %% %s] || ' ' || substr(name, 8)
                       AS name
                  FROM res_partner WHERE name LIKE 'Member %%') v
         WHERE v.id = res_partner.id
        """,
        (list(FIRST), len(FIRST), list(FAMILY), len(FAMILY)),
    )
    env["res.partner"].invalidate_model()

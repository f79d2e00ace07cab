import ipaddress
import time

from odoo import api, fields, models
from odoo.addons.club_membership.tools import run_locking
from odoo.tools import SQL, email_normalize
from odoo.tools.misc import hmac


class ClubRate(models.Model):
    """A permitted try at something the public may ask: none left, no try.

    A try is a numbered row claimed in its stretch of time, so that two requests at
    once never count as one. What was asked by whom is kept as a keyed hash only.
    """

    _name = "club.rate"
    _description = "Permitted Try"

    kind = fields.Char(required=True)
    key_hash = fields.Char(required=True)
    stretch = fields.Integer(required=True)
    number = fields.Integer(required=True)
    expires_at = fields.Datetime(required=True, index=True)

    _once = models.UniqueIndex("(kind, key_hash, stretch, number)", "Taken already.")

    @api.model
    def _allow(self, kind, key, limit, minutes):
        """Claim one of the ``limit`` tries of ``key`` in the current stretch.

        :param key: an e-mail address, an IP address…
        :param minutes: length of a stretch
        :return: whether one was left
        """
        stretch = self._stretch(minutes)
        # Any number that is free: of many at once in one room, few want the same one.
        rows = run_locking(
            self.env,
            SQL(
                """
                WITH taken AS (
                    SELECT number FROM club_rate
                     WHERE kind = %(kind)s AND key_hash = %(key)s
                       AND stretch = %(stretch)s)
                INSERT INTO club_rate (kind, key_hash, stretch, number, expires_at)
                SELECT %(kind)s, %(key)s, %(stretch)s, number,
                       timezone('UTC', to_timestamp(%(end)s))
                  FROM generate_series(1, %(limit)s) number
                 WHERE number NOT IN (SELECT number FROM taken)
                   AND (SELECT count(*) FROM taken) < %(limit)s
                 ORDER BY random() LIMIT 1
                    ON CONFLICT DO NOTHING
                RETURNING id
                """,
                kind=kind,
                key=hmac(self.env(su=True), f"club_rate_{kind}", key),
                stretch=stretch,
                end=(stretch + 1) * 60 * minutes,
                limit=limit,
            ),
        )
        return bool(rows)

    @api.model
    def _stretch(self, minutes):
        """The number of the current stretch of so many minutes."""
        return int(time.time() // (60 * minutes))

    @api.model
    def _mailbox(self, typed):
        """What was typed, in the one way of writing it that counts.

        :param typed: an e-mail address, with or without a name, or a member number
        """
        number = "".join(typed.split()).lower()
        return email_normalize(typed) or number.lstrip("0")

    @api.model
    def _network(self, address):
        """The part of an IP address that one visitor cannot choose freely."""
        return self._part(address, 32, 64)

    @api.model
    def _neighbours(self, address):
        """The part of an IP address that one customer of a provider may own."""
        return self._part(address, 24, 48)

    @api.model
    def _part(self, address, bits, bits_v6):
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return address or ""
        bits = bits if ip.version == 4 else bits_v6
        return str(ipaddress.ip_network((ip, bits), strict=False))

    @api.autovacuum
    def _gc_past(self):
        self.env.cr.execute(
            SQL("DELETE FROM club_rate WHERE expires_at < %s", fields.Datetime.now())
        )

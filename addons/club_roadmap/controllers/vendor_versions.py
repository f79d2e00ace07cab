from odoo import http
from odoo.http import request

from .vendor_door import VendorDoorPages, vendor_route


class VendorVersions(VendorDoorPages, http.Controller):
    """How far the versions are that the vendor has promised."""

    @vendor_route("/versions")
    def versions(self, **kw):
        door = self._door()
        versions = request.env["club.product.version"]._promised_by(door)
        return self._vendor_page(
            "club_roadmap.vendor_versions",
            door,
            {"page": "versions", "versions": versions._vendor_page_values(door)},
        )

    @vendor_route("/versions/<int:version_id>", "POST")
    def report(self, version_id, step="", day="", **kw):
        door = self._door()
        versions = request.env["club.product.version"]._promised_by(door)
        version = versions.filtered(lambda each: each.id == version_id)
        if not version or step not in ("date", "start", "release"):
            raise request.not_found()
        return self._do(
            door,
            "/vendor/versions",
            lambda: version._vendor_reports(version._contact(door), step, day),
            request.env._("%s: the club knows.", version.name),
        )

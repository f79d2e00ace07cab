from odoo import fields, models
from odoo.tools import format_date


class ClubEventNotice(models.Model):
    """What is said before a certificate ends."""

    _inherit = "club.event.notice"

    level = fields.Selection(
        selection_add=[("certificate", "A certificate ends")],
        ondelete={"certificate": "cascade"},
    )

    def _certificate(self):
        return self.env["club.training.certificate"].browse(int(self.key)).exists()

    def _is_true_certificate(self):
        certificate = self._certificate()
        return (
            bool(certificate and certificate.state == "valid")
            and not certificate._is_renewed()
        )

    def _content_certificate(self):
        certificate = self._certificate()
        course = certificate.training_id
        day = format_date(self.env, certificate.date_end)
        session = course._next_session()
        lines = [
            self.env._(
                "Your certificate %(number)s of “%(course)s” counts until %(day)s.",
                number=certificate.number,
                course=course.name,
                day=day,
            )
        ]
        if session:
            lines.append(
                self.env._(
                    "To renew it, take part in a session. The next one: %(when)s, "
                    "%(where)s",
                    when=session.with_env(self.env)._club_when(),
                    where=session.with_env(self.env)._club_where(),
                )
            )
        else:
            lines.append(
                self.env._(
                    "No session is planned yet: they are announced in your space."
                )
            )
        content = {
            "subject": self.env._(
                "Your certificate of “%(course)s” ends on %(day)s",
                course=course.name,
                day=day,
            ),
            "lines": lines,
        }
        if self.partner_id.user_ids:
            base = self.company_id.get_base_url()
            content |= {
                "url": f"{base}/my/training",
                "button": self.env._("Open my training"),
            }
        return content

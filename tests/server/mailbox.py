"""The mailboxes of the journeys' people: what a mail server took for them."""

import email
import re
from email import policy
from urllib.parse import urlsplit

from tests.server.crash import wait_until

LINK = re.compile(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


class Mailbox:
    """Waits for the mails that Odoo sends through a sink.

    :param sink: a `smtp_sink.Sink`
    :param wake_up: has Odoo look for jobs now, not within the minute
    """

    def __init__(self, sink, wake_up):
        self.sink = sink
        self.wake_up = wake_up

    def links(self, address, path):
        """Wait for a mail to this address with links below this path; take it out.

        :return: {words of the link: its address on the site}
        """
        found = {}

        def arrived():
            for message in list(self.sink.messages):
                found.update(_links(message, address, path))
                if found:
                    self.sink.messages.remove(message)
                    return True
            return False

        wait_until(arrived, meanwhile=self.wake_up)
        return found

    def link(self, address, path):
        """As `links`, where the mail has one such link: its address."""
        [link] = set(self.links(address, path).values())
        return link


def _links(message, address, path):
    raw = re.sub(r"^\.\.", ".", message, flags=re.MULTILINE).encode()
    mail = email.message_from_bytes(raw, policy=policy.default)
    if address not in [to.addr_spec for to in mail["To"].addresses]:
        return {}
    body = mail.get_body(("html",)).get_content()
    return {
        " ".join(words.split()): urlsplit(url).path
        for url, words in LINK.findall(body)
        if path in url
    }

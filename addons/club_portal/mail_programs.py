"""What tells an e-mail that a program wrote: answering it could go on for ever."""

# Who writes from there is a program.
PROGRAMS = ("mailer-daemon", "postmaster", "noreply", "no-reply", "bounce")


def is_automatic(message, marks):
    """Whether a program wrote this e-mail, by what it says of itself.

    Source: RFC 3834, and the headers that older programs set instead.

    :param message: the e-mail with its headers
    :param marks: names of headers that programs alone set, whatever their value
    """
    said = (message.get("Auto-Submitted") or "no").strip().lower()
    precedence = (message.get("Precedence") or "").strip().lower()
    back = (message.get("Return-Path") or "").strip()
    return (
        not said.startswith("no")
        or precedence in ("bulk", "list", "junk", "auto_reply")
        or back == "<>"
        or any(message.get(name) is not None for name in marks)
    )


def is_program(address):
    """Whether this address, all in small letters, is one that programs write from."""
    return address.split("@")[0].startswith(PROGRAMS)

"""Processes that do things at the same instant, as an Odoo with workers does."""

import logging
import multiprocessing
from contextlib import contextmanager, suppress

from runner import inprocess

# Seconds at most. Four processes that load all models at once need a minute of two
# free processors: a busy machine is slow, not wrong.
LOADING, WORKING = 400, 400


class Racer:
    """A process that keeps the models of one database loaded from race to race."""

    def __init__(self, context, handover, database, blind):
        self.pipe, theirs = context.Pipe()
        # One that hangs keeps nobody from ending.
        self.process = context.Process(
            target=race, args=(handover, database, theirs, blind), daemon=True
        )
        self.process.start()
        theirs.close()

    def hear(self, seconds):
        """What the process says next; EOFError if it died."""
        assert self.pipe.poll(seconds), "waited in vain"
        return self.pipe.recv()

    def kill(self):
        """End the process at once: nobody knows what it would say next."""
        self.process.kill()
        self.process.join(60)

    def stop(self):
        """Let the process end."""
        # One that has just died reads no more.
        with suppress(OSError):
            self.pipe.send(None)
        self.process.join(60)


@contextmanager
def racers(handover, database, blind=False):
    """Give a function that does tasks, each in a process of its own, all at once.

    Blind ones begin with the database as it was before any of them did something: at
    the first try none sees what another does, so that every race is one.
    """
    context = multiprocessing.get_context("spawn")
    known = []

    def at_once(*tasks):
        known[:] = [racer for racer in known if racer.process.is_alive()]
        while len(known) < len(tasks):
            known.append(Racer(context, handover, database, blind))
        running = list(zip(known, tasks, strict=False))
        try:
            heard = run(running)
        except BaseException:
            for racer, _task in running:
                racer.kill()
            raise
        logged = [text for _said, texts in heard for text in texts]
        assert not logged, "logged by who lost a race:\n" + "\n".join(logged)
        return sorted(said for said, _texts in heard)

    try:
        yield at_once
    finally:
        for racer in known:
            racer.stop()


def run(running):
    """Give each process its task, then the signal; what each says in the end."""
    for racer, task in running:
        racer.pipe.send(task)
    for racer, _task in running:
        assert racer.hear(LOADING) == "ready"
    for racer, _task in running:
        racer.pipe.send("go")
    return [racer.hear(WORKING) for racer, _task in running]


def race(handover, database, pipe, blind):
    """Do task after task in this process until there is none."""
    locks = LostLocks()
    logging.getLogger("odoo.sql_db").addHandler(locks)
    while order := pipe.recv():
        task, *arguments = order
        said = outcome(handover, database, pipe, blind, task, arguments)
        pipe.send((said, locks.taken()))


class LostLocks(logging.Handler):
    """What was logged of locks that another transaction had: losing is no error."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.texts = []

    def emit(self, record):
        text = record.getMessage()
        if "FOR UPDATE" in text:
            self.texts.append(text)

    def taken(self):
        """The texts since the last time."""
        texts, self.texts = self.texts, []
        return texts


def outcome(handover, database, pipe, blind, task, arguments):
    """Do a task at the signal, with the retries that Odoo gives a request."""
    from odoo.exceptions import UserError
    from odoo.service.model import retrying

    with inprocess.environment(handover, database, keep=True) as env:
        env["club.membership"].search_count([])
        env.cr.commit()
        if blind:
            env.cr.execute("SELECT 1")
        pipe.send("ready")
        pipe.recv()
        try:
            retrying(lambda: task(env, *arguments), env)
        except UserError as error:
            env.cr.rollback()
            return f"refused: {error}"
        except Exception as error:
            # Said to the test: a process that dies says nothing.
            env.cr.rollback()
            return f"failed: {error!r}"
        return "done"

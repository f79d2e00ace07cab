"""A mail server that takes everything and keeps it: what reaches it has left Odoo."""

import socketserver
import threading

ANSWERS = {
    b"EHLO": b"250-sink\r\n250 8BITMIME",
    b"HELO": b"250 sink",
    b"MAIL": b"250 OK",
    b"RCPT": b"250 OK",
    b"DATA": b"354 go on",
    b"QUIT": b"221 bye",
    b"RSET": b"250 OK",
    b"NOOP": b"250 OK",
}


class Conversation(socketserver.StreamRequestHandler):
    """One client's connection."""

    def handle(self):
        self.server.connections += 1
        self.answer(b"220 sink")
        while command := self.rfile.readline():
            verb = command[:4].upper()
            self.answer(ANSWERS.get(verb, b"502 unknown"))
            if verb == b"DATA":
                self.server.messages.append(self.content())
                self.answer(b"250 taken")
            if verb == b"QUIT":
                return

    def answer(self, line):
        self.wfile.write(line + b"\r\n")

    def content(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        return b"".join(lines).decode()


class Sink(socketserver.ThreadingTCPServer):
    """The server, on a port of its own, from `with` to its end."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.port = self.server_address[1]
        self.connections = 0
        self.messages = []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.shutdown()
        self.server_close()

#!/usr/bin/python3
"""A bot that is a web server: python3 bot.py [PORT]. Standard library only; the port is 9000 unless given, 0 for any free one.

In a league document: { "name": "web", "http": "http://127.0.0.1:9000/act" }. Arena posts each position in Kaggle's
convention and plays the action that comes back.
"""
import json
import random
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def choose(observation, configuration):
    """Your agent. observation["state"] is the position as text, "player" your seat."""
    return random.choice(observation["legalActions"])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps the connection open between moves

    def do_POST(self):
        try:
            request = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            observation, configuration = request["state"]["observation"], request["configuration"]
        except (ValueError, KeyError, TypeError) as fault:
            self.send_error(400, "Not a position", f"Wanted JSON as docs/http-bots.md shows it: {fault!r}")
            return
        reply = json.dumps({"action": choose(observation, configuration)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *arguments):
        pass


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    port = arguments[0] if arguments else "9000"
    if len(arguments) > 1 or not (port.isascii() and port.isdigit() and int(port) < 65536):
        print(f"bot.py: wanted a port, 0 to 65535, and nothing else; got: {' '.join(arguments)}", file=sys.stderr)
        return 2
    try:
        server = ThreadingHTTPServer(("127.0.0.1", int(port)), Handler)
    except OSError as fault:
        print(f"bot.py: cannot listen on port {port}: {fault.strerror}", file=sys.stderr)
        return 1
    print(f"listening on http://127.0.0.1:{server.server_port}/act", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        pass

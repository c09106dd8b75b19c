"""A bot that is a web server: python3 bot.py [PORT]. Standard library only.

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
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        action = choose(request["state"]["observation"], request["configuration"])
        reply = json.dumps({"action": action}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9000), Handler)
    print(f"listening on http://127.0.0.1:{server.server_port}/act", flush=True)
    server.serve_forever()

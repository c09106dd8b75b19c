#!/usr/bin/env python3
"""Starts a league, watches it, and prints its table: with the standard library, and what the API's document says.

league.py ADDRESS LEAGUE.json, such as league.py http://127.0.0.1:5080 samples/leagues/tic-tac-toe.json

ARENA_KEY, when set, is sent as a bearer token.
"""

import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Api:
    """Calls operations by their ids, with what the OpenAPI document says of them."""

    def __init__(self, address):
        self.address = address.rstrip("/")
        self.operations = {}
        document = json.load(self._open(urllib.request.Request(f"{self.address}/openapi/v1.json")))
        for path, methods in document["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (method.upper(), path, operation)

    def open(self, operation_id, body=None, **arguments):
        """Arguments go where the document says that they belong; a dash in a name is an underscore here."""
        method, path, operation = self.operations[operation_id]
        query, headers = {}, {}
        for parameter in operation.get("parameters", []):
            name = parameter["name"]
            value = arguments.pop(name.replace("-", "_"), None)
            if value is None:
                continue
            if parameter["in"] == "path":
                path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
            elif parameter["in"] == "query":
                query[name] = value
            else:
                headers[name] = value
        if arguments:
            raise TypeError(f"{operation_id} takes no {', '.join(arguments)}")
        if body is not None:
            headers["Content-Type"] = next(iter(operation["requestBody"]["content"]))
        url = self.address + path + ("?" + urllib.parse.urlencode(query) if query else "")
        return self._open(urllib.request.Request(url, data=body, headers=headers, method=method))

    def call(self, operation_id, body=None, **arguments):
        with self.open(operation_id, body, **arguments) as response:
            return json.load(response)

    @staticmethod
    def _open(request):
        key = os.environ.get("ARENA_KEY")
        if key:
            request.add_header("Authorization", f"Bearer {key}")
        return urllib.request.urlopen(request, timeout=60)


def events(lines):
    """Server-sent events: the name and the data of each."""
    fields = {}
    for line in lines:
        text = line.decode().rstrip("\r\n")
        if not text:
            if "data" in fields:
                yield fields.get("event", "message"), json.loads(fields["data"])
            fields = {}
        elif not text.startswith(":"):
            name, _, value = text.partition(":")
            fields[name] = value.removeprefix(" ")


def main(address, path):
    with open(path, "rb") as file:
        document = file.read()
    api = Api(address)
    league = api.call("startLeague", document, Idempotency_Key=str(uuid.uuid4()))
    print(f"{league['id']}: {league['matches']} matches")

    played = 0
    with api.open("watchLeagueEvents", id=league["id"], after="0") as stream:
        for name, _ in events(stream):
            played += name == "match-recorded"
            if name.startswith("league-"):
                print(f"{name}, {played} played", flush=True)

    table = api.call("getStandings", id=league["id"])
    for row in table["standings"]:
        print(f"{row['rank']:3} {row['agent']:24} {row['points']:8} {row['rating'] or row['elo']:8.0f}")


def told(refused):
    """What the API says of an error."""
    problem = json.load(refused)
    faults = [f"  {fault['path']}: {fault['message']}" for fault in problem.get("faults", [])]
    return "\n".join([f"{problem['status']}: {problem['detail']}", *faults])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(f"league.py: wanted ADDRESS LEAGUE.json, got {len(sys.argv) - 1} arguments", file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except urllib.error.HTTPError as refused:
        sys.exit(f"league.py: {told(refused)}")
    except (OSError, ValueError) as failed:
        sys.exit(f"league.py: {sys.argv[1]}, {sys.argv[2]}: {failed}")
    except KeyboardInterrupt:
        sys.exit(130)

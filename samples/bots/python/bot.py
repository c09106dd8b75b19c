#!/usr/bin/python3
"""A bot in Python: plays any game, and plays it at random.

Usage: /usr/bin/python3 bot.py NAME NODE-ADDRESS [TOKEN]
       for example: /usr/bin/python3 bot.py pia http://127.0.0.1:5083
NODE-ADDRESS may be several, separated by commas: when a node is gone, the bot goes to the next.

Exit code 0: interrupted; 1: turned away, or no node answers; 2: wrong usage.
"""
import queue
import random
import sys
import time
import urllib.parse
import uuid

try:
    import grpc
    from arena.v1 import bots_pb2 as arena
except ImportError as missing:
    sys.exit(f"bot.py: {sys.executable} cannot import '{missing.name}'. On Debian, 'apt-get install python3-grpcio python3-protobuf' "
             "gives it to /usr/bin/python3, and to no other; elsewhere 'pip install grpcio protobuf'.")

# Pauses before it dials again, in seconds; from the first after every welcome.
PAUSES = (0.1, 0.2, 0.5, 1, 2, 5)
MAY_PASS = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.INTERNAL, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN)


def choose(game, turn):
    """The bot's mind: an action of turn.legal, given turn.observation. Yours to write."""
    return random.choice(turn.legal).action


def messages(hello, outbox):
    yield arena.BotMessage(hello=hello)
    for move in iter(outbox.get, None):
        yield arena.BotMessage(move=move)


def play(address, hello, token, pauses):
    """One connection, until it breaks. Games that were running go on when the same session comes back in time."""
    games, outbox = {}, queue.SimpleQueue()
    metadata = [("authorization", "Bearer " + token)] if token else []
    with grpc.insecure_channel(address) as channel:
        call = channel.stream_stream(
            "/arena.v1.BotService/Play",
            request_serializer=arena.BotMessage.SerializeToString,
            response_deserializer=arena.HostMessage.FromString)
        try:
            for message in call(messages(hello, outbox), metadata=metadata):
                kind = message.WhichOneof("message")
                if kind == "welcome":
                    pauses[:] = PAUSES
                    print(f"{hello.name} plays at {message.welcome.node}", flush=True)
                elif kind == "game":
                    games[message.game.game_id] = message.game
                elif kind == "turn":
                    turn = message.turn
                    action = choose(games[turn.game_id], turn)
                    outbox.put(arena.Move(game_id=turn.game_id, turn=turn.turn, action=action))
                elif kind == "over":
                    game = games.pop(message.over.game_id)
                    print(f"{' v '.join(game.players)}: {message.over.score:g} {message.over.reason}".rstrip(), flush=True)
        finally:
            outbox.put(None)


def run(name, addresses, token):
    """Plays until it is interrupted, at the next node when one is gone; returns what keeps it from playing on."""
    asked = ", ".join(addresses)
    hello = arena.BotHello(name=name, session=uuid.uuid4().hex, max_games=8)
    pauses = list(PAUSES)
    while True:
        address, why = addresses[0], "the node ended the stream"
        try:
            play(address, hello, token, pauses)
        except grpc.RpcError as error:
            why = error.details()
            if error.code() == grpc.StatusCode.UNIMPLEMENTED:
                return f"what answers at {address} is no node of Arena: {why}"
            if error.code() not in MAY_PASS:
                return why
        addresses.append(addresses.pop(0))
        if not pauses:
            return f"no node answers at {asked}: {why}"
        if len(pauses) == len(PAUSES):
            print(f"{name}: no node answers at {address}, dialling again for {sum(PAUSES):.0f} s", file=sys.stderr)
        time.sleep(pauses.pop(0))


def host_and_port(address):
    """HOST:PORT of http://HOST:PORT or of itself; None when it is neither."""
    try:
        url = urllib.parse.urlsplit(address if "://" in address else "http://" + address)
        is_bare = url.scheme == "http" and url.path in ("", "/") and not (url.query or url.fragment or url.username)
        return url.netloc if is_bare and url.hostname and url.port else None
    except ValueError:
        return None


def main(arguments):
    if arguments in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    if len(arguments) not in (2, 3):
        print(f"bot.py: wanted NAME NODE-ADDRESS [TOKEN], got {len(arguments)} arguments.\n\n{__doc__.strip()}", file=sys.stderr)
        return 2
    name, given, token = (*arguments, "")[:3]
    unusable = [address for address in given.split(",") if host_and_port(address) is None]
    wrong = None
    if not name or not name.isprintable():
        wrong = "the name must be the one that the league has for the bot, as in: pia"
    elif unusable:
        wrong = f"'{unusable[0]}' is not an address such as http://127.0.0.1:5083"
    elif not (token.isascii() and token.isprintable()):
        wrong = "the token must be of ASCII characters"
    if wrong:
        print(f"bot.py: {wrong}", file=sys.stderr)
        return 2
    ended = run(name, [host_and_port(address) for address in given.split(",")], token)
    print(f"{name}: {ended}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        pass

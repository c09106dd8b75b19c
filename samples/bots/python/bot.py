"""A bot in Python: plays any game, and plays it at random.

Usage: bot.py NAME NODE-ADDRESS [TOKEN]       for example: bot.py pia 127.0.0.1:5083
"""
import queue
import random
import sys
import time
import uuid

import grpc
from arena.v1 import bots_pb2 as arena


def choose(game, turn):
    """The bot's mind: an action of turn.legal, given turn.observation. Yours to write."""
    return random.choice(turn.legal).action


def messages(hello, outbox):
    yield arena.BotMessage(hello=hello)
    while True:
        yield arena.BotMessage(move=outbox.get())


def play(address, hello, token):
    """One connection, until it breaks. Games that were running go on when the same session comes back in time."""
    games, outbox = {}, queue.SimpleQueue()
    metadata = [("authorization", "Bearer " + token)] if token else []
    with grpc.insecure_channel(address) as channel:
        call = channel.stream_stream(
            "/arena.v1.BotService/Play",
            request_serializer=arena.BotMessage.SerializeToString,
            response_deserializer=arena.HostMessage.FromString)
        for message in call(messages(hello, outbox), metadata=metadata):
            kind = message.WhichOneof("message")
            if kind == "welcome":
                print(f"{hello.name} plays at {message.welcome.node}", flush=True)
            elif kind == "game":
                games[message.game.game_id] = message.game
            elif kind == "turn":
                turn = message.turn
                action = choose(games[turn.game_id], turn)
                outbox.put(arena.Move(game_id=turn.game_id, turn=turn.turn, action=action))
            elif kind == "over":
                game = games.pop(message.over.game_id)
                print(f"{' v '.join(game.players)}: {message.over.score:g} {message.over.reason}", flush=True)


def main(name, address, token=""):
    address = address.removeprefix("http://").rstrip("/")
    hello = arena.BotHello(name=name, session=uuid.uuid4().hex, max_games=8)
    for wait in (0.1, 0.2, 0.5, 1, 2, 5):
        try:
            play(address, hello, token)
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.INTERNAL, grpc.StatusCode.CANCELLED):
                sys.exit(f"{name}: {error.details()}")
        time.sleep(wait)
    print(f"{name}: nobody answers at {address} any more")


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) in (3, 4) else sys.exit(__doc__)

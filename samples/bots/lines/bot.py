"""A bot that knows nothing of gRPC: it plays at random, and 'arena bot -- python3 samples/bots/lines/bot.py' connects it."""

import json
import random
import sys

for line in sys.stdin:
    told = json.loads(line)
    if told["type"] == "turn":
        choice = random.choice(told["legal"])
        print(json.dumps({"action": choice["action"]}), flush=True)

"""Arena's contracts spoken by grpcio.

peer.py client DESCRIPTORS CONTROL-PLANE NODE [CERT]   uses a control plane and a node; prints NAME ok | NAME fail REASON
peer.py server DESCRIPTORS [CERT KEY]                  stands in for both; prints PORT n, serves until its input ends
"""
import queue
import sys
import threading
import time
from concurrent import futures

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROLE, DESCRIPTORS, REST = sys.argv[1], sys.argv[2], sys.argv[3:]


def read(path):
    with open(path, "rb") as file:
        return file.read()


pool = descriptor_pool.DescriptorPool()
for described in descriptor_pb2.FileDescriptorSet.FromString(read(DESCRIPTORS)).file:
    pool.Add(described)
message_class = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype


def M(name, /, **fields):
    return message_class(pool.FindMessageTypeByName(name if "." in name else "arena.v1." + name))(**fields)


def stub(channel, method):
    """A callable for a method by its full name, with the kinds of its messages from the descriptors."""
    service, name = method.rsplit("/", 1)
    found = pool.FindServiceByName(service).FindMethodByName(name)
    make = getattr(channel, ("stream" if found.client_streaming else "unary") + "_" + ("stream" if found.server_streaming else "unary"))
    return make("/" + method, lambda message: message.SerializeToString(), message_class(found.output_type).FromString)


# ---- client


def fails(code, call):
    try:
        call()
    except grpc.RpcError as error:
        assert error.code() == code, f"{error.code()}: {error.details()}"
        return error
    raise AssertionError(f"no {code}")


class Client:
    def __init__(self, control_plane, node):
        self.leagues = lambda method: stub(control_plane, "arena.v1.LeagueService/" + method)
        self.control_plane, self.node = control_plane, node
        self.suffix = f"{time.time_ns():x}"

    def start(self, name, agents):
        document = f'{{ "name": "{name}", "game": "tic_tac_toe", "agents": {agents} }}'
        return self.leagues("Start")(M("StartLeagueRequest", document=document, id=f"{name}-{self.suffix}"), timeout=30)

    def case_league(self):
        league = self.start("peer-league", '["random", "greedy"]')
        assert self.start("peer-league", '["random", "greedy"]').id == league.id
        last = list(self.leagues("Watch")(M("WatchLeagueRequest", league_id=league.id), timeout=30))[-1].league
        assert (last.played, last.matches) == (2, 2), last
        matches = list(self.leagues("ListMatches")(M("ListMatchesRequest", league_id=league.id), timeout=30))
        assert sorted(match.index for match in matches) == [0, 1] and len(matches[0].match_hash) == 32

    def case_faults(self):
        error = fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.start("peer-faults", '["random", "nobody"]'))
        raw = dict(error.trailing_metadata())["grpc-status-details-bin"]
        packed = type(M("google.rpc.Status")).FromString(raw).details[0]
        named = M("google.rpc.BadRequest")
        assert packed.Unpack(named) and named.field_violations[0].field.startswith("$.agents[1]"), packed
        assert error.details().startswith("$.agents[1]")

    def case_not_found(self):
        error = fails(grpc.StatusCode.NOT_FOUND, lambda: self.leagues("Get")(M("GetLeagueRequest", id="né😈")))
        assert "'né😈'" in error.details(), error.details()

    def case_deadline_and_cancellation(self):
        league = self.start("peer-waits", '["random", { "name": "never", "bot": true }]')
        request = M("WatchLeagueRequest", league_id=league.id)
        fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: list(self.leagues("Watch")(request, timeout=0.3)))
        call = self.leagues("Watch")(request)
        next(call)
        call.cancel()
        fails(grpc.StatusCode.CANCELLED, lambda: list(call))

    def case_bot(self):
        sent = queue.SimpleQueue()
        sent.put(M("BotMessage", hello=M("BotHello", name="peer", session="one", max_games=1)))
        call = stub(self.node, "arena.v1.BotService/Play")(iter(sent.get, None), timeout=30)
        assert next(call).welcome.node == "n"
        other = iter([M("BotMessage", hello=M("BotHello", name="peer", session="two", max_games=1))])
        fails(grpc.StatusCode.ALREADY_EXISTS, lambda: next(stub(self.node, "arena.v1.BotService/Play")(other, timeout=30)))
        self.start("peer-bot", '["random", { "name": "peer", "bot": true }]')
        over = 0
        for message in call:
            if message.HasField("turn"):
                turn = message.turn
                sent.put(M("BotMessage", move=M("Move", game_id=turn.game_id, turn=turn.turn, action=turn.legal[0].action)))
            over += message.HasField("over")
            if over == 2:
                break
        sent.put(None)
        call.cancel()

    def case_health_and_reflection(self):
        for channel in (self.control_plane, self.node):
            health = stub(channel, "grpc.health.v1.Health/Check")(M("grpc.health.v1.HealthCheckRequest"), timeout=30)
            assert health.status == 1, health
            question = M("grpc.reflection.v1.ServerReflectionRequest", list_services="")
            answer = next(stub(channel, "grpc.reflection.v1.ServerReflection/ServerReflectionInfo")(iter([question]), timeout=30))
            assert any(s.name.startswith("arena.v1.") for s in answer.list_services_response.service)


def run_client(control_plane, node, cert=None):
    open_channel = (lambda a: grpc.secure_channel(a, grpc.ssl_channel_credentials(read(cert)))) if cert else grpc.insecure_channel
    client = Client(open_channel(control_plane), open_channel(node))
    for name in [n for n in dir(Client) if n.startswith("case_")]:
        try:
            getattr(client, name)()
            print(name[5:], "ok", flush=True)
        except Exception as error:
            print(name[5:], "fail", " ".join(repr(error).split()), flush=True)


# ---- server


class Status(grpc.Status):
    def __init__(self, code, details, trailing_metadata):
        self.code, self.details, self.trailing_metadata = code, details, trailing_metadata


def start(request, context):
    rich = M("google.rpc.Status", code=3, message="faults")
    rich.details.add().Pack(M("google.rpc.BadRequest", field_violations=[{"field": "$.game", "description": "of another kind"}]))
    context.abort_with_status(Status(grpc.StatusCode.INVALID_ARGUMENT, "faults", (("grpc-status-details-bin", rich.SerializeToString()),)))


asked, lock = {}, threading.Lock()


def get(request, context):
    with lock:
        asked[request.id] = asked.get(request.id, 0) + 1
    if request.id == "later" and asked[request.id] < 3:
        context.abort(grpc.StatusCode.UNAVAILABLE, "not yet")
    if request.id == "never":
        time.sleep(5)
        return M("League")
    if request.id not in ("there", "later"):
        context.abort(grpc.StatusCode.NOT_FOUND, f"nothing is '{request.id}'")
    return M("League", id=request.id, played=asked[request.id])


def watch(request, context):
    for played in range(3):
        yield M("Standings", league=M("League", id=request.league_id, played=played, state=2 if played == 2 else 1))


def play(requests, context):
    hello = next(requests).hello
    yield M("HostMessage", welcome=M("BotWelcome", node="foreign"))
    yield M("HostMessage", game=M("GameStart", game_id="g", bot=hello.name))
    yield M("HostMessage", turn=M("Turn", game_id="g", turn=4, legal=[{"action": 7, "name": "seven"}]))
    move = next(requests).move
    right = (move.game_id, move.turn, move.action) == ("g", 4, 7)
    yield M("HostMessage", over=M("GameOver", game_id="g", score=1 if right else 0))
    next(requests, None)


def work(requests, context):
    hello = next(requests).hello
    yield M("ControlMessage", welcome=M("Welcome", heartbeat_interval_ms=20, lease_ms=10000))
    for message in requests:
        if message.HasField("heartbeat") and hello.node == "n":
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "heard enough of n")


HANDLERS = {
    "LeagueService": {"Start": start, "Get": get, "Watch": watch},
    "BotService": {"Play": play},
    "WorkService": {"Work": work},
}


def handler(method, run):
    kind = ("stream" if method.client_streaming else "unary") + "_" + ("stream" if method.server_streaming else "unary")
    make = getattr(grpc, kind + "_rpc_method_handler")
    return make(run, message_class(method.input_type).FromString, lambda message: message.SerializeToString())


def run_server(cert=None, key=None):
    server = grpc.server(futures.ThreadPoolExecutor(8))
    for service, methods in HANDLERS.items():
        found = pool.FindServiceByName("arena.v1." + service)
        handlers = {name: handler(found.FindMethodByName(name), run) for name, run in methods.items()}
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(found.full_name, handlers),))
    address = "127.0.0.1:0"
    if cert:
        port = server.add_secure_port(address, grpc.ssl_server_credentials([(read(key), read(cert))]))
    else:
        port = server.add_insecure_port(address)
    server.start()
    print("PORT", port, flush=True)
    sys.stdin.read()
    server.stop(None).wait()


{"client": run_client, "server": run_server}[ROLE](*REST)

"""The interoperability cases on grpcio, as server and as client.

interop.py server DESCRIPTORS [CERT KEY]        prints PORT n, serves until its input ends
interop.py client DESCRIPTORS ADDRESS [CERT]    prints one line per case: NAME ok | NAME fail REASON
interop.py probe DESCRIPTORS ADDRESS            asks for health and reflection, and prints the same
"""
import sys
import threading
from concurrent import futures

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

INITIAL, TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"
REQUESTS, RESPONSES = [27182, 8, 1828, 45904], [31415, 9, 2653, 58979]


def load(path):
    pool = descriptor_pool.DescriptorPool()
    with open(path, "rb") as file:
        pool.Add(descriptor_pb2.FileDescriptorProto.FromString(file.read()))
    factory = message_factory.MessageFactory(pool)
    kinds = {}
    for name in pool.FindFileByName("interop/test.proto").message_types_by_name:
        kinds[name] = factory.GetPrototype(pool.FindMessageTypeByName("grpc.testing." + name))
    return type("Messages", (), kinds)


M = load(sys.argv[2])


def zeros(size):
    return M.Payload(body=bytes(size))


# ---- server


def echo_metadata(context, compressed=False):
    metadata = dict(context.invocation_metadata())
    if compressed:
        context.set_compression(grpc.Compression.Gzip)
    if INITIAL in metadata:
        context.send_initial_metadata(((INITIAL, metadata[INITIAL]),))
    if TRAILING in metadata:
        context.set_trailing_metadata(((TRAILING, metadata[TRAILING]),))


def fail(message, context):
    if message.HasField("response_status"):
        code = next(c for c in grpc.StatusCode if c.value[0] == message.response_status.code)
        context.abort(code, message.response_status.message)


def unary_call(request, context):
    echo_metadata(context, request.response_compressed.value)
    fail(request, context)
    return M.SimpleResponse(payload=zeros(request.response_size))


def answers(request, context):
    for parameters in request.response_parameters:
        if parameters.HasField("compressed") and not parameters.compressed.value:
            context.disable_next_message_compression()
        yield M.StreamingOutputCallResponse(payload=zeros(parameters.size))


def streaming_output(request, context):
    echo_metadata(context, any(p.compressed.value for p in request.response_parameters))
    yield from answers(request, context)


def streaming_input(requests, context):
    size = 0
    for request in requests:
        size += len(request.payload.body)
    return M.StreamingInputCallResponse(aggregated_payload_size=size)


def full_duplex(requests, context):
    echo_metadata(context)
    for request in requests:
        fail(request, context)
        yield from answers(request, context)


def serve(cert, key):
    text = lambda message: message.SerializeToString()
    handlers = {
        "EmptyCall": grpc.unary_unary_rpc_method_handler(lambda r, c: M.Empty(), M.Empty.FromString, text),
        "UnaryCall": grpc.unary_unary_rpc_method_handler(unary_call, M.SimpleRequest.FromString, text),
        "StreamingOutputCall": grpc.unary_stream_rpc_method_handler(streaming_output, M.StreamingOutputCallRequest.FromString, text),
        "StreamingInputCall": grpc.stream_unary_rpc_method_handler(streaming_input, M.StreamingInputCallRequest.FromString, text),
        "FullDuplexCall": grpc.stream_stream_rpc_method_handler(full_duplex, M.StreamingOutputCallRequest.FromString, text),
    }
    server = grpc.server(futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("grpc.testing.TestService", handlers),))
    if cert:
        pair = (open(key, "rb").read(), open(cert, "rb").read())
        port = server.add_secure_port("127.0.0.1:0", grpc.ssl_server_credentials([pair]))
    else:
        port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print("PORT", port, flush=True)
    sys.stdin.read()
    server.stop(None).wait()


# ---- client


class Client:
    def __init__(self, channel):
        text = lambda message: message.SerializeToString()
        at = lambda name: "/grpc.testing.TestService/" + name
        self.channel = channel
        self.empty = channel.unary_unary(at("EmptyCall"), text, M.Empty.FromString)
        self.unary = channel.unary_unary(at("UnaryCall"), text, M.SimpleResponse.FromString)
        self.output = channel.unary_stream(at("StreamingOutputCall"), text, M.StreamingOutputCallResponse.FromString)
        self.input = channel.stream_unary(at("StreamingInputCall"), text, M.StreamingInputCallResponse.FromString)
        self.duplex = channel.stream_stream(at("FullDuplexCall"), text, M.StreamingOutputCallResponse.FromString)
        self.unimplemented = channel.unary_unary(at("UnimplementedCall"), text, M.Empty.FromString)
        self.nobody = channel.unary_unary("/grpc.testing.UnimplementedService/UnimplementedCall", text, M.Empty.FromString)

    def empty_unary(self):
        assert self.empty(M.Empty()).ByteSize() == 0

    def large_unary(self):
        assert len(self.unary(large()).payload.body) == 314159

    def client_streaming(self):
        parts = (M.StreamingInputCallRequest(payload=zeros(size)) for size in REQUESTS)
        assert self.input(parts).aggregated_payload_size == 74922

    def server_streaming(self):
        request = M.StreamingOutputCallRequest(response_parameters=[M.ResponseParameters(size=size) for size in RESPONSES])
        assert sizes(self.output(request)) == RESPONSES

    def ping_pong(self):
        turn = threading.Semaphore(1)

        def asks():
            for sent, wanted in zip(REQUESTS, RESPONSES):
                turn.acquire()
                yield ask(sent, wanted)
            turn.acquire()

        got = []
        for answer in self.duplex(asks()):
            got.append(len(answer.payload.body))
            turn.release()
        assert got == RESPONSES, got

    def empty_stream(self):
        assert sizes(self.duplex(iter(()))) == []

    def client_compressed_unary(self):
        request = large()
        request.expect_compressed.value = True
        fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.unary(request))
        assert len(self.unary(request, compression=grpc.Compression.Gzip).payload.body) == 314159
        request.expect_compressed.value = False
        assert len(self.unary(request).payload.body) == 314159

    def server_compressed_unary(self):
        for compressed in (True, False):
            request = large()
            request.response_compressed.value = compressed
            assert len(self.unary(request).payload.body) == 314159

    def client_compressed_streaming(self):
        part = M.StreamingInputCallRequest(payload=zeros(27182))
        part.expect_compressed.value = True
        fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: self.input(iter([part])))
        assert self.input(iter([part, part]), compression=grpc.Compression.Gzip).aggregated_payload_size == 54364

    def server_compressed_streaming(self):
        request = M.StreamingOutputCallRequest()
        for size, compressed in ((31415, True), (92653, False)):
            parameters = request.response_parameters.add(size=size)
            parameters.compressed.value = compressed
        assert sizes(self.output(request)) == [31415, 92653]

    def timeout_on_sleeping_server(self):
        fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: sizes(self.duplex(held([M.StreamingOutputCallRequest(payload=zeros(27182))]), timeout=0.001)))

    def cancel_after_begin(self):
        call = self.input.future(held([]))
        call.cancel()
        assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED

    def cancel_after_first_response(self):
        call = self.duplex(held([ask(27182, 31415)]))
        next(call)
        call.cancel()
        fails(grpc.StatusCode.CANCELLED, lambda: sizes(call))

    def status_code_and_message(self, message="test status message"):
        status = M.EchoStatus(code=2, message=message)
        error = fails(grpc.StatusCode.UNKNOWN, lambda: self.unary(M.SimpleRequest(response_status=status)))
        assert error.details() == message, error.details()
        request = M.StreamingOutputCallRequest(response_status=status)
        error = fails(grpc.StatusCode.UNKNOWN, lambda: sizes(self.duplex(iter([request]))))
        assert error.details() == message, error.details()

    def special_status_message(self):
        self.status_code_and_message("\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n")

    def unimplemented_method(self):
        fails(grpc.StatusCode.UNIMPLEMENTED, lambda: self.unimplemented(M.Empty()))

    def unimplemented_service(self):
        fails(grpc.StatusCode.UNIMPLEMENTED, lambda: self.nobody(M.Empty()))

    def custom_metadata(self):
        metadata = ((INITIAL, "test_initial_metadata_value"), (TRAILING, b"\xab\xab\xab"))
        _, call = self.unary.with_call(large(), metadata=metadata)
        stream = self.duplex(iter([ask(271828, 314159)]), metadata=metadata)
        assert sizes(stream) == [314159]
        for each in (call, stream):
            assert dict(each.initial_metadata())[INITIAL] == "test_initial_metadata_value"
            assert dict(each.trailing_metadata())[TRAILING] == b"\xab\xab\xab"


def large():
    return M.SimpleRequest(response_size=314159, payload=zeros(271828))


def ask(sent, wanted):
    return M.StreamingOutputCallRequest(payload=zeros(sent), response_parameters=[M.ResponseParameters(size=wanted)])


def sizes(call):
    return [len(answer.payload.body) for answer in call]


def held(messages):
    """A request stream that stays open; the call's end ends it."""
    yield from messages
    threading.Event().wait(30)


def fails(code, run):
    try:
        run()
    except grpc.RpcError as error:
        assert error.code() == code, error
        return error
    raise AssertionError("succeeded instead of " + code.name)


def run_cases(address, cert):
    if cert:
        channel = grpc.secure_channel(address, grpc.ssl_channel_credentials(open(cert, "rb").read()))
    else:
        channel = grpc.insecure_channel(address)
    client = Client(channel)
    for name, case in vars(Client).items():
        if name.startswith("_"):
            continue
        try:
            case(client)
            print(name, "ok", flush=True)
        except BaseException as error:
            print(name, "fail", repr(error).replace("\n", " "), flush=True)
    sys.stdout.flush()


def run_probe(address):
    """What grpc_health_probe and grpcurl ask, in raw bytes: no stubs of theirs are at hand."""
    raw = lambda data: data
    with grpc.insecure_channel(address) as channel:
        status = channel.unary_unary("/grpc.health.v1.Health/Check", raw, raw)(b"")
        print("health", "ok" if status == b"\x08\x01" else "fail", status.hex())
        for version in ("v1", "v1alpha"):
            method = "/grpc.reflection.%s.ServerReflection/ServerReflectionInfo" % version
            listed, found = channel.stream_stream(method, raw, raw)(iter([b"\x3a\x01*", b"\x22\x18grpc.testing.TestService"]))
            file = load_answer(found)
            good = b"grpc.testing.TestService" in listed and file.service[0].name == "TestService"
            print("reflection_" + version, "ok" if good else "fail", file.name)


def load_answer(response):
    """The first file of a ServerReflectionResponse: field 4, and field 1 therein."""
    def fields(data):
        at = 0
        while at < len(data):
            key, at = varint(data, at)
            length, at = varint(data, at)
            yield key >> 3, data[at:at + length]
            at += length

    def varint(data, at):
        value = shift = 0
        while True:
            value |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if data[at - 1] < 0x80:
                return value, at

    files = next(value for field, value in fields(response) if field == 4)
    return descriptor_pb2.FileDescriptorProto.FromString(next(value for field, value in fields(files) if field == 1))


rest = sys.argv[3:]
if sys.argv[1] == "server":
    serve(*(rest or (None, None)))
elif sys.argv[1] == "probe":
    run_probe(rest[0])
else:
    run_cases(rest[0], rest[1] if len(rest) > 1 else None)
    import os
    os._exit(0)  # Held request streams would keep their threads.

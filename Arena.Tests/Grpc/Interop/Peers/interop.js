// The interoperability cases on grpc-js, as server and as client.
//   interop.js server PROTO [CERT KEY]        prints PORT n, serves until its input ends
//   interop.js client PROTO ADDRESS [CERT]    prints one line per case: NAME ok | NAME fail REASON
'use strict';
const fs = require('fs');
const path = require('path');
const assert = require('assert');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [role, proto, ...rest] = process.argv.slice(2);
const root = path.dirname(path.dirname(proto));
const definition = loader.loadSync(path.relative(root, proto), { includeDirs: [root], keepCase: true, defaults: false });
const testing = grpc.loadPackageDefinition(definition).grpc.testing;

const INITIAL = 'x-grpc-test-echo-initial';
const TRAILING = 'x-grpc-test-echo-trailing-bin';
const REQUESTS = [27182, 8, 1828, 45904];
const RESPONSES = [31415, 9, 2653, 58979];
const zeros = (size) => ({ body: Buffer.alloc(size) });

// ---- server

function echoMetadata(call) {
  const trailing = new grpc.Metadata();
  for (const value of call.metadata.get(TRAILING)) trailing.add(TRAILING, value);
  const initial = call.metadata.get(INITIAL);
  if (initial.length > 0) {
    const headers = new grpc.Metadata();
    headers.set(INITIAL, initial[0]);
    call.sendMetadata(headers);
  }
  return trailing;
}

const failure = (status, metadata) => ({ code: status.code, details: status.message, metadata });

const service = {
  EmptyCall: (call, done) => done(null, {}),
  UnaryCall(call, done) {
    const trailing = echoMetadata(call);
    if (call.request.response_status) return done(failure(call.request.response_status, trailing));
    done(null, { payload: zeros(call.request.response_size || 0) }, trailing);
  },
  StreamingOutputCall(call) {
    const trailing = echoMetadata(call);
    for (const parameters of call.request.response_parameters || []) call.write({ payload: zeros(parameters.size || 0) });
    call.end(trailing);
  },
  StreamingInputCall(call, done) {
    let size = 0;
    call.on('data', (request) => (size += request.payload.body.length));
    call.on('end', () => done(null, { aggregated_payload_size: size }));
    call.on('error', () => {});
  },
  FullDuplexCall(call) {
    const trailing = echoMetadata(call);
    call.on('data', (request) => {
      if (request.response_status) return call.emit('error', failure(request.response_status, trailing));
      for (const parameters of request.response_parameters || []) call.write({ payload: zeros(parameters.size || 0) });
    });
    call.on('end', () => call.end(trailing));
    call.on('error', () => {});
  },
};

function serve(cert, key) {
  const server = new grpc.Server();
  const { UnimplementedCall, ...implemented } = testing.TestService.service;
  server.addService(implemented, service);
  const credentials = cert
    ? grpc.ServerCredentials.createSsl(null, [{ cert_chain: fs.readFileSync(cert), private_key: fs.readFileSync(key) }])
    : grpc.ServerCredentials.createInsecure();
  server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
    if (error) throw error;
    console.log('PORT ' + port);
  });
  process.stdin.resume();
  process.stdin.on('end', () => process.exit(0));
}

// ---- client

const large = () => ({ response_size: 314159, payload: zeros(271828) });
const ask = (sent, wanted) => ({ payload: zeros(sent), response_parameters: [{ size: wanted }] });

function unary(client, method, request, { metadata, options } = {}) {
  return new Promise((resolve, reject) => {
    const result = {};
    const call = client[method](request, metadata || new grpc.Metadata(), options || {}, (error, value) => {
      if (error) return reject(error);
      result.value = value;
      if (result.status) resolve(result);
    });
    call.on('metadata', (headers) => (result.headers = headers));
    call.on('status', (status) => {
      result.status = status;
      if (result.value) resolve(result);
    });
  });
}

function collect(client, parts, { metadata, options, hold } = {}) {
  let call;
  const result = new Promise((resolve, reject) => {
    call = client.StreamingInputCall(metadata || new grpc.Metadata(), options || {}, (error, value) =>
      error ? reject(error) : resolve(value));
    for (const part of parts) call.write(part);
    if (!hold) call.end();
  });
  return { call, result };
}

function drain(call, onData) {
  return new Promise((resolve, reject) => {
    const sizes = [];
    let headers;
    call.on('metadata', (received) => (headers = received));
    call.on('data', (answer) => {
      sizes.push(answer.payload.body.length);
      if (onData) onData(sizes.length);
    });
    call.on('error', reject);
    call.on('status', (status) => status.code === 0 && setImmediate(() => resolve({ sizes, headers, status })));
  });
}

async function fails(code, promise) {
  try {
    await promise;
  } catch (error) {
    assert.strictEqual(error.code, code, String(error));
    return error;
  }
  assert.fail('succeeded instead of ' + code);
}

const cases = {
  async empty_unary(c) { assert.ok((await unary(c, 'EmptyCall', {})).value); },
  async large_unary(c) { assert.strictEqual((await unary(c, 'UnaryCall', large())).value.payload.body.length, 314159); },
  async client_streaming(c) {
    const sent = collect(c, REQUESTS.map((size) => ({ payload: zeros(size) })));
    assert.strictEqual((await sent.result).aggregated_payload_size, 74922);
  },
  async server_streaming(c) {
    const call = c.StreamingOutputCall({ response_parameters: RESPONSES.map((size) => ({ size })) });
    assert.deepStrictEqual((await drain(call)).sizes, RESPONSES);
  },
  async ping_pong(c) {
    const call = c.FullDuplexCall();
    const next = (turn) => (turn < REQUESTS.length ? call.write(ask(REQUESTS[turn], RESPONSES[turn])) : call.end());
    next(0);
    assert.deepStrictEqual((await drain(call, next)).sizes, RESPONSES);
  },
  async empty_stream(c) {
    const call = c.FullDuplexCall();
    call.end();
    assert.deepStrictEqual((await drain(call)).sizes, []);
  },
  async client_compressed_unary(c, gzip) {
    const request = { ...large(), expect_compressed: { value: true } };
    await fails(grpc.status.INVALID_ARGUMENT, unary(c, 'UnaryCall', request));
    assert.strictEqual((await unary(gzip, 'UnaryCall', request)).value.payload.body.length, 314159);
    request.expect_compressed.value = false;
    assert.strictEqual((await unary(c, 'UnaryCall', request)).value.payload.body.length, 314159);
  },
  async server_compressed_unary(c) {
    for (const value of [true, false]) {
      const answer = await unary(c, 'UnaryCall', { ...large(), response_compressed: { value } });
      assert.strictEqual(answer.value.payload.body.length, 314159);
    }
  },
  async client_compressed_streaming(c, gzip) {
    const part = { payload: zeros(27182), expect_compressed: { value: true } };
    await fails(grpc.status.INVALID_ARGUMENT, collect(c, [part]).result);
    assert.strictEqual((await collect(gzip, [part, part]).result).aggregated_payload_size, 54364);
  },
  async server_compressed_streaming(c) {
    const call = c.StreamingOutputCall({
      response_parameters: [{ size: 31415, compressed: { value: true } }, { size: 92653, compressed: { value: false } }],
    });
    assert.deepStrictEqual((await drain(call)).sizes, [31415, 92653]);
  },
  async timeout_on_sleeping_server(c) {
    const call = c.FullDuplexCall(new grpc.Metadata(), { deadline: Date.now() + 1 });
    const end = drain(call);
    call.write({ payload: zeros(27182) }); // Asks for no answer: the server has nothing to say.
    await fails(grpc.status.DEADLINE_EXCEEDED, end);
  },
  async cancel_after_begin(c) {
    const { call, result } = collect(c, [], { hold: true });
    call.cancel();
    await fails(grpc.status.CANCELLED, result);
  },
  async cancel_after_first_response(c) {
    const call = c.FullDuplexCall();
    call.write(ask(27182, 31415));
    await fails(grpc.status.CANCELLED, drain(call, () => call.cancel()));
  },
  async status_code_and_message(c, gzip, other, message = 'test status message') {
    const response_status = { code: 2, message };
    assert.strictEqual((await fails(2, unary(c, 'UnaryCall', { response_status }))).details, message);
    const call = c.FullDuplexCall();
    const end = drain(call);
    call.write({ response_status });
    call.end();
    assert.strictEqual((await fails(2, end)).details, message);
  },
  special_status_message: (c, gzip, other) =>
    cases.status_code_and_message(c, gzip, other, '\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \u{1f608}\t\n'),
  unimplemented_method: (c) => fails(grpc.status.UNIMPLEMENTED, unary(c, 'UnimplementedCall', {})),
  unimplemented_service: (c, gzip, other) => fails(grpc.status.UNIMPLEMENTED, unary(other, 'UnimplementedCall', {})),
  async custom_metadata(c) {
    const metadata = new grpc.Metadata();
    metadata.set(INITIAL, 'test_initial_metadata_value');
    metadata.set(TRAILING, Buffer.from([0xab, 0xab, 0xab]));
    const one = await unary(c, 'UnaryCall', large(), { metadata });
    const call = c.FullDuplexCall(metadata);
    call.write(ask(271828, 314159));
    call.end();
    for (const each of [one, await drain(call)]) {
      assert.deepStrictEqual(each.headers.get(INITIAL), ['test_initial_metadata_value']);
      assert.deepStrictEqual(each.status.metadata.get(TRAILING), [Buffer.from([0xab, 0xab, 0xab])]);
    }
  },
};

async function runCases(address, cert) {
  const credentials = cert ? grpc.credentials.createSsl(fs.readFileSync(cert)) : grpc.credentials.createInsecure();
  const plain = new testing.TestService(address, credentials);
  const gzip = new testing.TestService(address, credentials, { 'grpc.default_compression_algorithm': 2 });
  const other = new testing.UnimplementedService(address, credentials);
  for (const [name, run] of Object.entries(cases)) {
    try {
      await run(plain, gzip, other);
      console.log(name + ' ok');
    } catch (error) {
      console.log(name + ' fail ' + String(error).replace(/\s+/g, ' '));
    }
  }
  process.exit(0);
}

if (role === 'server') serve(...rest);
else runCases(...rest);

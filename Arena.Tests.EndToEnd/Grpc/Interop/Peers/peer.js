// Arena's contracts spoken by grpc-js.
//
// peer.js client DESCRIPTORS CONTROL-PLANE NODE [CERT]   uses a control plane and a node; prints NAME ok | NAME fail REASON
// peer.js server DESCRIPTORS [CERT KEY]                  stands in for both; prints PORT n, serves until its input ends
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [role, descriptors, ...rest] = process.argv.slice(2);
const options = { keepCase: true, longs: Number, enums: String, oneofs: true, defaults: true };
const root = grpc.loadPackageDefinition(loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(descriptors), options));
const { LeagueService, BotService, WorkService } = root.arena.v1;
const status = grpc.status;

// ---- client

const unary = (client, method, request, settings = {}) =>
  new Promise((resolve, reject) => client[method](request, settings, (error, answer) => (error ? reject(error) : resolve(answer))));

const all = call => new Promise((resolve, reject) => {
  const answers = [];
  call.on('data', answer => answers.push(answer)).on('error', reject).on('end', () => resolve(answers));
});

async function fails(code, promise) {
  const error = await promise.then(() => { throw new Error(`no ${status[code]}`); }, failure => failure);
  assert.strictEqual(error.code, code, error.message);
  return error;
}

class Client {
  constructor(controlPlane, node, credentials) {
    this.leagues = new LeagueService(controlPlane, credentials);
    this.bots = new BotService(node, credentials);
    const { Health } = root.grpc.health.v1;
    const { ServerReflection } = root.grpc.reflection.v1;
    this.health = [controlPlane, node].map(address => new Health(address, credentials));
    this.reflection = [controlPlane, node].map(address => new ServerReflection(address, credentials));
    this.suffix = Date.now().toString(36);
  }

  start(name, agents) {
    const document = `{ "name": "${name}", "game": "tic_tac_toe", "agents": ${agents} }`;
    return unary(this.leagues, 'Start', { document, id: `${name}-${this.suffix}` });
  }

  async bot() {
    const call = this.bots.Play({ deadline: Date.now() + 30_000 });
    const over = new Promise((resolve, reject) => {
      let games = 0;
      call.on('error', reject).on('data', message => {
        if (message.turn)
          call.write({ move: { game_id: message.turn.game_id, turn: message.turn.turn, action: message.turn.legal[0].action } });
        if (message.over && ++games === 2)
          resolve();
      });
    });
    const welcome = new Promise(resolve => call.once('data', message => resolve(message.welcome)));
    call.write({ hello: { name: 'peer', session: 'one', max_games: 1 } });
    assert.strictEqual((await welcome).node, 'n');
    const other = this.bots.Play();
    other.write({ hello: { name: 'peer', session: 'two', max_games: 1 } });
    await fails(status.ALREADY_EXISTS, all(other));
    await this.start('peer-bot', '["random", { "name": "peer", "bot": true }]');
    await over;
    call.end();
  }

  async deadline_and_cancellation() {
    const league = await this.start('peer-waits', '["random", { "name": "never", "bot": true }]');
    await fails(status.DEADLINE_EXCEEDED, all(this.leagues.Watch({ league_id: league.id }, { deadline: Date.now() + 300 })));
    const call = this.leagues.Watch({ league_id: league.id });
    call.once('data', () => call.cancel());
    await fails(status.CANCELLED, all(call));
  }

  async faults() {
    const error = await fails(status.INVALID_ARGUMENT, this.start('peer-faults', '["random", "nobody"]'));
    const [raw] = error.metadata.get('grpc-status-details-bin');
    assert.ok(raw.includes('google.rpc.BadRequest') && raw.includes('$.agents[1]'));
    assert.ok(error.details.startsWith('$.agents[1]'), error.details);
  }

  async health_and_reflection() {
    for (const client of this.health)
      assert.strictEqual((await unary(client, 'Check', {})).status, 'SERVING');
    for (const client of this.reflection) {
      const call = client.ServerReflectionInfo();
      call.write({ list_services: '' });
      call.end();
      const [answer] = await all(call);
      assert.ok(answer.list_services_response.service.some(service => service.name.startsWith('arena.v1.')));
    }
  }

  async league() {
    const league = await this.start('peer-league', '["random", "greedy"]');
    assert.strictEqual((await this.start('peer-league', '["random", "greedy"]')).id, league.id);
    const last = (await all(this.leagues.Watch({ league_id: league.id }))).at(-1).league;
    assert.deepStrictEqual([last.played, last.matches], [2, 2]);
    const matches = await all(this.leagues.ListMatches({ league_id: league.id }));
    assert.deepStrictEqual(matches.map(match => match.index).sort(), [0, 1]);
    assert.strictEqual(matches[0].match_hash.length, 32);
  }

  async not_found() {
    const error = await fails(status.NOT_FOUND, unary(this.leagues, 'Get', { id: 'né😈' }));
    assert.ok(error.details.includes("'né😈'"), error.details);
  }
}

async function runClient(controlPlane, node, cert) {
  const credentials = cert ? grpc.credentials.createSsl(fs.readFileSync(cert)) : grpc.credentials.createInsecure();
  const client = new Client(controlPlane, node, credentials);
  for (const name of ['bot', 'deadline_and_cancellation', 'faults', 'health_and_reflection', 'league', 'not_found'])
    await client[name]().then(() => console.log(name, 'ok'), error => console.log(name, 'fail', `${error.message}`.replaceAll('\n', ' ')));
  process.exit(0);
}

// ---- server

// google.rpc.Status by hand: there is no stub for an Any's content.
function field(number, bytes) {
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), Buffer.from(bytes)]);
}

const violation = field(1, Buffer.concat([field(1, '$.game'), field(2, 'of another kind')].map(part => Buffer.from(part))));
const any = Buffer.concat([field(1, 'type.googleapis.com/google.rpc.BadRequest'), field(2, violation)]);
const rich = Buffer.concat([Buffer.from([8, 3]), field(2, 'faults'), field(3, any)]);

const asked = new Map();

const handlers = {
  Start(call, answer) {
    const metadata = new grpc.Metadata();
    metadata.set('grpc-status-details-bin', rich);
    answer({ code: status.INVALID_ARGUMENT, details: 'faults', metadata });
  },
  Get(call, answer) {
    const { id } = call.request;
    asked.set(id, (asked.get(id) ?? 0) + 1);
    if (id === 'later' && asked.get(id) < 3)
      answer({ code: status.UNAVAILABLE, details: 'not yet' });
    else if (['there', 'later'].includes(id))
      answer(null, { id, played: asked.get(id) });
    else if (id !== 'never')
      answer({ code: status.NOT_FOUND, details: `nothing is '${id}'` });
  },
  Watch(call) {
    for (let played = 0; played < 3; played++)
      call.write({ league: { id: call.request.league_id, played, state: `LEAGUE_STATE_${played === 2 ? 'COMPLETED' : 'RUNNING'}` } });
    call.end();
  },
};

function play(call) {
  call.on('end', () => call.end());
  call.on('data', message => {
    if (message.hello) {
      call.write({ welcome: { node: 'foreign' } });
      call.write({ game: { game_id: 'g', bot: message.hello.name } });
      call.write({ turn: { game_id: 'g', turn: 4, legal: [{ action: 7, name: 'seven' }] } });
    } else {
      const { game_id, turn, action } = message.move;
      call.write({ over: { game_id: 'g', score: game_id === 'g' && turn === 4 && action === 7 ? 1 : 0 } });
    }
  });
}

function work(call) {
  call.on('end', () => call.end());
  call.on('data', message => {
    if (message.hello)
      call.write({ welcome: { heartbeat_interval_ms: 20, lease_ms: 10_000 } });
    else if (message.heartbeat)
      call.emit('error', { code: status.FAILED_PRECONDITION, details: 'heard enough of n' });
  });
}

function runServer(cert, key) {
  const server = new grpc.Server();
  server.addService(LeagueService.service, handlers);
  server.addService(BotService.service, { Play: play });
  server.addService(WorkService.service, { Work: work });
  const credentials = cert
    ? grpc.ServerCredentials.createSsl(null, [{ cert_chain: fs.readFileSync(cert), private_key: fs.readFileSync(key) }])
    : grpc.ServerCredentials.createInsecure();
  server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
    if (error)
      throw error;
    console.log('PORT', port);
  });
  process.stdin.resume().on('end', () => process.exit(0));
}

({ client: runClient, server: runServer })[role](...rest);

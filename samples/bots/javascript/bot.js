#!/usr/bin/env node
// A bot in JavaScript: plays any game, and plays it at random.
'use strict';
const usage = `Usage: node bot.js NAME NODE-ADDRESS [TOKEN]
       for example: node bot.js jo http://127.0.0.1:5083
NODE-ADDRESS may be several, separated by commas: when a node is gone, the bot goes to the next.

Exit code 0: interrupted; 1: turned away, or no node answers; 2: wrong usage.`;
const { randomUUID } = require('crypto');

function fail(code, sentence) {
  console.error(sentence);
  process.exit(code);
}

function installed(module) {
  try {
    return require(module);
  } catch (missing) {
    if (missing.code !== 'MODULE_NOT_FOUND') throw missing;
    return fail(1, `bot.js: ${module} is not installed: run 'npm install' in ${__dirname}`);
  }
}

// The bot's mind: an action of turn.legal, given turn.observation. Yours to write.
const choose = (game, turn) => turn.legal[Math.floor(Math.random() * turn.legal.length)].action;

// HOST:PORT of http://HOST:PORT or of itself; null when it is neither.
function hostAndPort(address) {
  const [, host, port] = /^(?:http:\/\/)?(\[[0-9a-f:.]+\]|[^\s/:@?#[\]]+):(\d{1,5})\/?$/i.exec(address) ?? [];
  return port >= 1 && port <= 65535 ? `${host}:${port}` : null;
}

const words = process.argv.slice(2);
if (words.length === 1 && ['-h', '--help'].includes(words[0])) {
  console.log(usage);
  process.exit(0);
}
if (words.length < 2 || words.length > 3)
  fail(2, `bot.js: wanted NAME NODE-ADDRESS [TOKEN], got ${words.length} arguments.\n\n${usage}`);
const [name, url, token = ''] = words;
const addresses = url.split(',').map(hostAndPort);
if (name === '') fail(2, 'bot.js: the name must be the one that the league has for the bot, as in: jo');
if (addresses.includes(null))
  fail(2, `bot.js: '${url.split(',')[addresses.indexOf(null)]}' is not an address such as http://127.0.0.1:5083`);
if (!/^[ -~]*$/.test(token)) fail(2, 'bot.js: the token must be of ASCII characters');

const grpc = installed('@grpc/grpc-js');
const loader = installed('@grpc/proto-loader');
const definition = loader.loadSync('arena/v1/bots.proto', { includeDirs: [__dirname], defaults: true, oneofs: true });
const { BotService } = grpc.loadPackageDefinition(definition).arena.v1;
const { OK, UNAVAILABLE, INTERNAL, CANCELLED, UNKNOWN, UNIMPLEMENTED } = grpc.status;

const hello = { name, session: randomUUID(), maxGames: 8 };
// Pauses before it dials again, in milliseconds; from the first after every welcome.
const pauses = [100, 200, 500, 1000, 2000, 5000];
let redials = 0;

// One connection, until it breaks. Games that were running go on when the same session comes back in time.
function play() {
  const games = new Map();
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  const address = addresses[0];
  const client = new BotService(address, grpc.credentials.createInsecure());
  const call = client.Play(metadata);
  call.write({ hello });
  call.on('data', ({ message, welcome, game, turn, over }) => {
    if (message === 'welcome') {
      redials = 0;
      console.log(`${name} plays at ${welcome.node}`);
    }
    if (message === 'game') games.set(game.gameId, game);
    if (message === 'turn')
      call.write({ move: { gameId: turn.gameId, turn: turn.turn, action: choose(games.get(turn.gameId), turn) } });
    if (message === 'over') {
      console.log(`${games.get(over.gameId).players.join(' v ')}: ${over.score} ${over.reason}`.trimEnd());
      games.delete(over.gameId);
    }
  });
  call.on('error', () => {}); // told by 'status'
  call.on('status', ({ code, details }) => {
    client.close();
    redial(address, code, details || 'the node ended the stream');
  });
}

function redial(address, code, why) {
  if (code === UNIMPLEMENTED) fail(1, `${name}: what answers at ${address} is no node of Arena: ${why}`);
  if (![OK, UNAVAILABLE, INTERNAL, CANCELLED, UNKNOWN].includes(code)) fail(1, `${name}: ${why}`);
  if (redials === pauses.length) fail(1, `${name}: no node answers at ${addresses.join(', ')}: ${why}`);
  addresses.push(addresses.shift());
  if (redials === 0) {
    const seconds = Math.round(pauses.reduce((sum, pause) => sum + pause) / 1000);
    console.error(`${name}: no node answers at ${address}, dialling again for ${seconds} s`);
  }
  setTimeout(play, pauses[redials++]);
}

process.on('SIGINT', () => process.exit(0));
play();

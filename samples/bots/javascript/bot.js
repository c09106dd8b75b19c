// A bot in JavaScript: plays any game, and plays it at random.
// Usage: node bot.js NAME NODE-ADDRESS [TOKEN]       for example: node bot.js jo 127.0.0.1:5083
'use strict';
const { randomUUID } = require('crypto');
const path = require('path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const protos = path.resolve(__dirname, '../../../libs/Arena.Contracts/Protos');
const definition = loader.loadSync('arena/v1/bots.proto', { includeDirs: [protos], defaults: true, oneofs: true });
const { BotService } = grpc.loadPackageDefinition(definition).arena.v1;

// The bot's mind: an action of turn.legal, given turn.observation. Yours to write.
const choose = (game, turn) => turn.legal[Math.floor(Math.random() * turn.legal.length)].action;

const [name, url, token] = process.argv.slice(2);
if (!url) {
  console.error('Usage: node bot.js NAME NODE-ADDRESS [TOKEN]');
  process.exit(2);
}
const address = url.replace(/^http:\/\/|\/$/g, '');
const hello = { name, session: randomUUID(), maxGames: 8 };
const waits = [100, 200, 500, 1000, 2000, 5000];

// One connection, until it breaks. Games that were running go on when the same session comes back in time.
function play() {
  const games = new Map();
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  const client = new BotService(address, grpc.credentials.createInsecure());
  const call = client.Play(metadata);
  call.write({ hello });
  call.on('data', ({ message, welcome, game, turn, over }) => {
    if (message === 'welcome') console.log(`${name} plays at ${welcome.node}`);
    if (message === 'game') games.set(game.gameId, game);
    if (message === 'turn')
      call.write({ move: { gameId: turn.gameId, turn: turn.turn, action: choose(games.get(turn.gameId), turn) } });
    if (message === 'over') {
      console.log(`${games.get(over.gameId).players.join(' v ')}: ${over.score} ${over.reason}`);
      games.delete(over.gameId);
    }
  });
  call.on('error', () => {}); // told by 'status'
  call.on('status', ({ code, details }) => {
    client.close();
    const passing = [grpc.status.OK, grpc.status.UNAVAILABLE, grpc.status.INTERNAL, grpc.status.CANCELLED].includes(code);
    if (!passing) {
      console.error(`${name}: ${details}`);
      process.exitCode = 1;
    } else if (waits.length > 0) setTimeout(play, waits.shift());
    else console.log(`${name}: nobody answers at ${address} any more`);
  });
}

play();

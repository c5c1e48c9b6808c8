// Checks the evidence of a Goodword lucky draw. One file without any library, for two uses:
//   in a browser   <script type="module"> on the page of a draw fills in the checks there
//   with node 18+  node verify-draw.mjs proof.json [tickets.json]
// proof.json is GET /v1/draws/{id}/proof; tickets.json, your own part, is GET /v1/draws/{id}/tickets.
// It computes SHA-256 by itself: what browsers offer for it is missing on pages without HTTPS.

const METHOD = 'goodword-draw-1';
const HEX = /^[0-9a-f]{64}$/;
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const bytes = text => {
  if (!HEX.test(text)) throw new Error('not 64 hexadecimal digits');
  return Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
};

function utf8(text) {
  const out = [];
  for (const character of text) {
    const code = character.codePointAt(0);
    if (code < 0x80) out.push(code);
    else if (code < 0x800) out.push(0xc0 | code >> 6, 0x80 | code & 63);
    else if (code < 0x10000) out.push(0xe0 | code >> 12, 0x80 | code >> 6 & 63, 0x80 | code & 63);
    else out.push(0xf0 | code >> 18, 0x80 | code >> 12 & 63, 0x80 | code >> 6 & 63, 0x80 | code & 63);
  }
  return Uint8Array.from(out);
}

// SHA-256, FIPS 180-4. Its constants are the first 32 bits of the fractions of the square roots of 8 primes (the
// start) and of the cube roots of 64 primes (one for each round).
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every(prime => n % prime)) PRIMES.push(n);
const fraction = root => (root - Math.floor(root)) * 0x100000000 | 0;
const START = Int32Array.from(PRIMES.slice(0, 8), prime => fraction(Math.sqrt(prime)));
const ROUND = Int32Array.from(PRIMES, prime => fraction(Math.cbrt(prime)));
const turn = (word, by) => word >>> by | word << 32 - by;
const words = new Int32Array(64);

/** Takes one block of 64 bytes into a state of 8 words. */
function compress(state, block, at) {
  for (let i = 0; i < 16; i++, at += 4) {
    words[i] = block[at] << 24 | block[at + 1] << 16 | block[at + 2] << 8 | block[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const [x, y] = [words[i - 15], words[i - 2]];
    words[i] = words[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + words[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUND[i] + words[i] | 0;
    const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, d + one | 0, c, b, a, one + two | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] += word));
}

/** Hash of a message, from a state on that has taken some bytes already. */
function sha256(message, from = START, taken = 0) {
  const state = Int32Array.from(from);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const length = new DataView(padded.buffer, padded.length - 8);
  length.setUint32(0, (taken + message.length) / 0x20000000);
  length.setUint32(4, (taken + message.length) * 8);
  for (let at = 0; at < padded.length; at += 64) compress(state, padded, at);
  const hash = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => hash.setInt32(4 * i, word));
  return new Uint8Array(hash.buffer);
}

/** HMAC-SHA-256, RFC 2104, with a key of 32 bytes. */
function hmac(key) {
  const [inner, outer] = [0x36, 0x5c].map(pad => {
    const state = Int32Array.from(START);
    compress(state, Uint8Array.from({length: 64}, (_, i) => pad ^ (key[i] || 0)), 0);
    return state;
  });
  return message => sha256(sha256(message, inner, 64), outer, 64);
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

const sha256Hex = text => hex(sha256(utf8(text)));

/** SHA-256 of a seed: what is published of it beforehand. */
export const commitmentOf = seed => hex(sha256(bytes(seed)));

/** The hash that stands for a person: SHA-256 of salt|draw|customer. */
export const holderOf = (salt, draw, customer) => sha256Hex(`${salt}|${draw}|${customer}`);

const leaf = ticket => sha256(joined([0], utf8(`${ticket.ticket}|${ticket.holder}`)));
const node = (left, right) => sha256(joined([1], left, right));

/** Merkle root of the ordered tickets (RFC 6962, section 2.1). */
export function ticketsHashOf(tickets) {
  let level = tickets.map(leaf);
  if (level.length === 0) return hex(sha256([]));
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? node(level[i], level[i + 1]) : level[i]);
    }
    level = above;
  }
  return hex(level[0]);
}

/** Whether the hashes of a proof lead from a ticket to the ticket hash. */
export const provesTicket = (ticket, proof, ticketsHash) => ticketsHash === hex(proof.reduce(
  (at, {side, hash}) => side === 'left' ? node(bytes(hash), at) : node(at, bytes(hash)), leaf(ticket)));

const numbers = id => {
  if (!/^[1-9][0-9]*\.[1-9][0-9]*$/.test(id)) throw new Error('not a ticket id');
  return id.split('.').map(Number);
};
const byId = (a, b) => {
  const [x, y] = [numbers(a.ticket), numbers(b.ticket)];
  return x[0] - y[0] || x[1] - y[1];
};

/** The key of a draw: HMAC-SHA-256 of the ticket hash under the seed, XOR that of the witness. */
export function keyOf(seed, witnessSeed, ticketsHash) {
  const combined = bytes(seed);
  if (witnessSeed) bytes(witnessSeed).forEach((byte, i) => (combined[i] ^= byte));
  return hex(hmac(combined)(bytes(ticketsHash)));
}

/** Score of every ticket: HMAC-SHA-256 of draw|ticket under the key. */
export function scoresOf(key, draw, tickets) {
  const mac = hmac(bytes(key));
  return tickets.map(ticket => ({...ticket, score: hex(mac(utf8(`${draw}|${ticket.ticket}`)))}));
}

/** The winners: lowest scores first, equal ones by ticket id, prizes in their order. */
export function winnersOf(scored, quantities, onePrizePerPerson) {
  const prizes = quantities.flatMap((quantity, i) => Array(quantity).fill(i + 1));
  const order = [...scored].sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : byId(a, b)));
  const served = new Set();
  const winners = [];
  for (const {ticket, holder, score} of order) {
    if (winners.length === prizes.length) break;
    if (onePrizePerPerson && served.has(holder)) continue;
    served.add(holder);
    winners.push({rank: winners.length + 1, prize: prizes[winners.length], ticket, score});
  }
  return winners;
}

const kept = (seed, commitment) => HEX.test(seed) && commitmentOf(seed) === commitment;

const CHECKS = {
  rules(evidence) {
    const rules = JSON.parse(evidence.rules);
    return sha256Hex(evidence.rules) === evidence.rulesHash
      && evidence.versions.length > 0
      && evidence.versions[evidence.versions.length - 1].hash === evidence.rulesHash
      && rules.method === METHOD && evidence.format === METHOD && rules.draw === evidence.draw;
  },
  seed(evidence) {
    return evidence.seed ? kept(evidence.seed, evidence.commitment) : null;
  },
  witness(evidence) {
    const {witness} = evidence;
    if (!witness || !witness.seed) return evidence.seed ? true : null;
    return kept(witness.seed, witness.commitment);
  },
  tickets(evidence) {
    if (!evidence.ticketsHash) return null;
    const {tickets} = evidence;
    const most = JSON.parse(evidence.rules).tickets.maxPerPerson;
    const held = new Map();
    tickets.forEach(({holder}) => held.set(holder, (held.get(holder) || 0) + 1));
    return tickets.every((ticket, i) => i === 0 ? numbers(ticket.ticket) : byId(tickets[i - 1], ticket) < 0)
      && [...held.values()].every(count => count <= most)
      && ticketsHashOf(tickets) === evidence.ticketsHash;
  },
  winners(evidence) {
    if (!evidence.seed || !evidence.ticketsHash) return null;
    const rules = JSON.parse(evidence.rules);
    const key = keyOf(evidence.seed, evidence.witness && evidence.witness.seed, evidence.ticketsHash);
    const winners = winnersOf(
      scoresOf(key, evidence.draw, evidence.tickets),
      rules.prizes.map(prize => prize.quantity), rules.onePrizePerPerson);
    return winners.length === evidence.winners.length
      && winners.every((winner, i) =>
        ['rank', 'prize', 'ticket', 'score'].every(field => winner[field] === evidence.winners[i][field]));
  },
};

/** One check: true passed, false failed, null nothing to check yet. What cannot be read proves nothing. */
function checked(name, evidence) {
  try {
    return CHECKS[name](evidence);
  } catch (unreadable) {
    return false;
  }
}

/** All checks in order. */
export const verify = evidence => Object.fromEntries(Object.keys(CHECKS).map(name => [name, checked(name, evidence)]));

/** Whether every check passed and none is open. */
export const isProven = results => Object.values(results).every(result => result === true);

async function fillPage(list) {
  const say = (item, result) => {
    item.dataset.result = result;
    item.querySelector('.result').textContent = list.dataset[result];
  };
  const items = [...list.querySelectorAll('[data-check]')];
  items.forEach(item => say(item, 'running'));
  try {
    const evidence = await (await fetch(list.dataset.evidence)).json();
    for (const item of items) {
      await new Promise(painted => setTimeout(painted));
      const result = checked(item.dataset.check, evidence);
      say(item, result === null ? 'open' : result ? 'passed' : 'failed');
    }
  } catch (cannot) {
    items.forEach(item => say(item, 'unable'));
  }
}

async function commandLine([file, own]) {
  const {readFileSync} = await import('node:fs');
  const evidence = JSON.parse(readFileSync(file, 'utf8'));
  const results = verify(evidence);
  const lines = {
    draw: evidence.draw, commitment: evidence.commitment, 'rules hash': evidence.rulesHash,
    'ticket hash': evidence.ticketsHash, tickets: evidence.tickets.length};
  Object.entries(lines).forEach(([name, value]) => console.log(name.padEnd(12) + value));
  if (own) {
    const mine = JSON.parse(readFileSync(own, 'utf8'));
    results['your tickets'] = mine.items.length > 0 && mine.items.every(({ticket, proof}) =>
      provesTicket({ticket, holder: mine.holder}, proof, evidence.ticketsHash));
  }
  Object.entries(results).forEach(([name, result]) =>
    console.log(name.padEnd(12) + (result === null ? 'OPEN' : result ? 'PASSED' : 'FAILED')));
  console.log(isProven(results)
    ? 'PROVEN: compare the three hashes with what was published at the time' : 'NOT PROVEN');
  process.exitCode = isProven(results) ? 0 : 1;
}

if (typeof document !== 'undefined') {
  const list = document.querySelector('[data-evidence]');
  if (list) fillPage(list);
} else if (typeof process !== 'undefined' && /verify-draw\.mjs$/.test(process.argv[1] || '')) {
  commandLine(process.argv.slice(2));
}

// A slow network on this machine: stands between browsers and a server, and lets bytes through as a phone's line does. The browser's
// own emulation does not reach workers, which do every request that matters here.
import net from "node:net";

/** What a phone has far from the mast: 1.6 Mbit/s down, 750 kbit/s up, and so long for a round trip, milliseconds. */
export const SLOW_LINE = { down: 1_600_000 / 8000, up: 750_000 / 8000, roundTrip: 150 };
/** The most that one connection sends before it is another's turn, bytes: a packet. */
const PACKET_BYTES = 1448;
/** How far a late timer may be caught up with, milliseconds. */
const LATE_MS = 5;

/** @typedef {{ chunks: Buffer[], deliver: (bytes: Buffer) => void }} Sender one connection, in one direction */

/** Whatever all connections send in one direction: they share the rate, each packet arrives half a round trip later. @param {number} bytesPerMs */
function createLane(bytesPerMs) {
  /** Those with something to send, in the order of their turns. @type {Sender[]} */
  const waiting = [];
  /** @type {{ at: number, arrive: () => void }[]} */
  const onTheWay = [];
  let freeAt = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  const run = () => {
    const now = performance.now();
    for (let sender = waiting[0]; sender !== undefined && freeAt <= now; sender = waiting[0]) {
      waiting.shift();
      const [chunk = Buffer.alloc(0), ...rest] = sender.chunks;
      const packet = chunk.subarray(0, PACKET_BYTES);
      sender.chunks = chunk.length > packet.length ? [chunk.subarray(packet.length), ...rest] : rest;
      if (sender.chunks.length > 0) waiting.push(sender);
      freeAt = Math.max(freeAt, now - LATE_MS) + packet.length / bytesPerMs;
      onTheWay.push({ at: freeAt + SLOW_LINE.roundTrip / 2, arrive: () => sender.deliver(packet) });
    }
    for (let next = onTheWay[0]; next !== undefined && next.at <= now; next = onTheWay[0]) {
      onTheWay.shift();
      next.arrive();
    }
    plan();
  };
  const plan = () => {
    clearTimeout(timer);
    const due = Math.min(
      waiting.length > 0 ? freeAt : Number.POSITIVE_INFINITY,
      onTheWay[0]?.at ?? Number.POSITIVE_INFINITY,
    );
    if (due < Number.POSITIVE_INFINITY) timer = setTimeout(run, Math.max(0, due - performance.now()));
  };
  return {
    /** @param {Sender} sender @param {Buffer} bytes */
    send(sender, bytes) {
      if (sender.chunks.length === 0) waiting.push(sender);
      sender.chunks.push(bytes);
      plan();
    },
  };
}

/**
 * Begins to stand before the server on this port. `slow` says how: a slow line, or as if nothing stood there; to be changed while
 * nothing is on its way.
 * @param {number} port
 */
export async function startSlowLine(port) {
  const lanes = { up: createLane(SLOW_LINE.up), down: createLane(SLOW_LINE.down) };
  /** @type {Set<net.Socket>} */
  const open = new Set();
  const line = { slow: false, origin: "", stop };

  /** One direction of a connection. @param {net.Socket} from @param {net.Socket} to @param {"up" | "down"} way @param {number} since when */
  const carry = (from, to, way, since) => {
    /** @type {Sender} */
    const sender = {
      chunks: [],
      // Nothing of no length is ever sent: it stands for the end.
      deliver: (bytes) => void (bytes.length === 0 ? to.end() : to.write(bytes)),
    };
    const send = (/** @type {Buffer} */ bytes) => {
      if (!line.slow) return sender.deliver(bytes);
      const wait = since - performance.now();
      if (wait <= 0) lanes[way].send(sender, bytes);
      else setTimeout(() => lanes[way].send(sender, bytes), wait);
    };
    from.on("data", send);
    from.on("end", () => send(Buffer.alloc(0)));
    from.on("error", () => to.destroy());
    from.on("close", () => open.delete(from));
    open.add(from);
  };

  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = net.connect({ host: "127.0.0.1", port, allowHalfOpen: true, noDelay: true });
    // What connecting takes on such a line: the first bytes wait for the round trip before them.
    carry(client, upstream, "up", performance.now() + SLOW_LINE.roundTrip);
    carry(upstream, client, "down", 0);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("There is a port where a server listens.");
  line.origin = `http://localhost:${address.port}`;
  function stop() {
    server.close();
    for (const socket of open) socket.destroy();
  }
  return line;
}

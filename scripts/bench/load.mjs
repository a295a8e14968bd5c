// Requests to a server on this machine, one after another or from several sides at once, always a fixed number of them.
import http from "node:http";
import { quantile } from "./figures.mjs";

/** How many ask at once where throughput is measured. Each lane is one person. */
export const LANES = 16;

/** @typedef {{ status: number, body: Buffer }} Answer */
/** @typedef {{ method?: string, path: string, headers?: Record<string, string>, body?: string | Uint8Array }} Question */

/**
 * Something to ask for. `question` gives the next request of a lane; `answered` is told of each answer.
 * @typedef {{ name: string, origin: string, question: (lane: number) => Question, answered?: (lane: number, answer: Answer) => void }} Subject
 */

const agent = new http.Agent({ keepAlive: true, maxSockets: LANES });

/** Ends every connection that is kept open. */
export const closeConnections = () => agent.destroy();

/**
 * @param {string} origin @param {Question} question @param {http.Agent} [by] whose connections are used
 * @returns {Promise<Answer>}
 */
export function send(origin, { method = "GET", path, headers = {}, body }, by = agent) {
  const { host, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const request = http.request(
      { agent: by, host: "127.0.0.1", port, method, path, headers: { host, ...length, ...headers } },
      (response) => {
        /** @type {Buffer[]} */
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on("error", reject);
      },
    );
    request.setTimeout(30_000, () => request.destroy(new Error(`${method} ${path} took over 30 seconds.`)));
    request.on("error", (error) => {
      // A server may close a connection that nobody uses, just as it is used again: then it has not read the request.
      const closed = request.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (closed)
        resolve(send(origin, { method, path, headers, ...(body === undefined ? {} : { body }) }, by));
      else reject(error);
    });
    request.end(body);
  });
}

/** Asks once and returns how long it took, milliseconds. Throws unless it is answered 200. @param {Subject} subject @param {number} lane */
export async function ask(subject, lane) {
  const question = subject.question(lane);
  const began = performance.now();
  const answer = await send(subject.origin, question);
  const took = performance.now() - began;
  if (answer.status !== 200) {
    throw new Error(
      `${subject.name} was answered with ${answer.status}: ${answer.body.toString().slice(0, 200)}`,
    );
  }
  subject.answered?.(lane, answer);
  return took;
}

/**
 * Asks `count` times from all lanes together. @param {Subject} subject @param {number} count
 * @returns {Promise<number>} requests a second
 */
export async function throughput(subject, count) {
  const each = Math.ceil(count / LANES);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      for (let done = 0; done < each; done++) await ask(subject, lane);
    }),
  );
  return (each * LANES * 1000) / (performance.now() - began);
}

/**
 * Lets the subjects take turns, so that whatever else the machine does slows all of them alike: times with one request
 * under way at a time, then throughput in rounds that begin with another subject each time.
 * @template {string} Name
 * @param {Record<Name, Subject>} subjects
 * @param {{ warmUp: number, times: number, rounds: number, perRound: number }} counts
 * @returns {Promise<Record<Name, { times: number[], rates: number[] }>>}
 */
export async function inTurns(subjects, { warmUp, times, rounds, perRound }) {
  const names = /** @type {Name[]} */ (Object.keys(subjects));
  const results = /** @type {Record<Name, { times: number[], rates: number[] }>} */ ({});
  for (const name of names) results[name] = { times: [], rates: [] };
  for (const name of names) await throughput(subjects[name], warmUp);
  for (let turn = 0; turn < times; turn++) {
    for (const name of names) results[name].times.push(await ask(subjects[name], turn % LANES));
  }
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      results[name].rates.push(await throughput(subjects[name], perRound));
    }
  }
  return results;
}

/** The median over all rounds of one rate against another of the same round. @param {number[]} rates @param {number[]} others */
export const ratioOf = (rates, others) =>
  quantile(rates.map((rate, round) => rate / (others[round] ?? Number.NaN)));

// How long others wait while somebody does what costs the server more than the sender, always a fixed number of times.
import { randomBytes } from "node:crypto";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import * as opaque from "@serenity-kit/opaque";
import { quantile } from "./figures.mjs";
import { LANES, send } from "./load.mjs";

/** @typedef {import("./load.mjs").Subject} Subject */
/** @typedef {import("./load.mjs").Question} Question */

const ROUNDS = 4;
/** How many requests the flood sends in a round, and how many milliseconds lie between two: a hundred a second. */
const FLOOD = { count: 400, everyMs: 10 };

/** The flood's own connections, as many as it wants: others must not stand in line behind it before they are sent. */
const crowd = new http.Agent({ keepAlive: true });

/** Sends the flood to a server; returns how many of its requests were answered with each status. @param {string} origin @param {() => Question} question */
async function flood(origin, question) {
  /** @type {Map<number, number>} */
  const statuses = new Map();
  /** @type {Promise<void>[]} */
  const sent = [];
  const began = performance.now();
  for (let at = 0; at < FLOOD.count; at++) {
    await sleep(Math.max(0, began + at * FLOOD.everyMs - performance.now()));
    sent.push(
      send(origin, question(), crowd).then(({ status }) => {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }),
    );
  }
  await Promise.all(sent);
  return statuses;
}

/**
 * Lets others read, one request after another, while a flood is under way; on each server in turns.
 * @param {{ ours: Subject, bare: Subject }} others who reads what
 * @param {{ ours: () => Question, bare: () => Question }} floods
 * @returns {Promise<{ ours: number, bare: number, statuses: Map<number, number> }>} the 99th of a hundred times, milliseconds
 */
export async function underFlood(others, floods) {
  const times = { ours: /** @type {number[]} */ ([]), bare: /** @type {number[]} */ ([]) };
  let statuses = new Map();
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of /** @type {const} */ (["ours", "bare"])) {
      const { origin, question } = others[name];
      let over = false;
      const flooding = flood(origin, floods[name]).then((answered) => {
        over = true;
        if (name === "ours") statuses = answered;
      });
      for (let at = 0; !over; at++) {
        const began = performance.now();
        const { status } = await send(origin, question(at % LANES));
        if (status !== 200)
          throw new Error(`Under a flood ${others[name].name} was answered with ${status}.`);
        times[name].push(performance.now() - began);
        await sleep(5);
      }
      await flooding;
    }
  }
  crowd.destroy();
  return { ours: quantile(times.ours, 0.99), bare: quantile(times.bare, 0.99), statuses };
}

/** Sign-ins that begin from one address, each for a handle made up on the spot. @param {string} origin */
export async function signInFlood(origin) {
  await opaque.ready;
  const { startLoginRequest } = opaque.client.startLogin({ password: "x" });
  return () => ({
    method: "POST",
    path: "/api/sign-in/start",
    headers: { origin, "content-type": "application/json", "x-forwarded-for": "203.0.113.99" },
    body: JSON.stringify({ handle: `flood-${randomBytes(8).toString("hex")}`, startLoginRequest }),
  });
}

/** What makes JSON of 200 KB, within what a write may weigh, that is slow to parse: nothing but keys. */
export const manyKeys = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, 0]));

/** Holds a SQLite database's write lock until it is let go. @param {string} url @returns {Promise<() => Promise<void>>} lets go */
export async function holdLock(url) {
  const other = await new PrismaLibSql({ url }).connect();
  const run = (/** @type {string} */ sql) => other.executeRaw({ sql, args: [], argTypes: [] });
  await run("BEGIN IMMEDIATE");
  return async () => {
    await run("ROLLBACK");
    await other.dispose();
  };
}

/*
 * The worker that the engine runs in. Locking ends it, and with it every key that it held. What a reload asks the server is asked
 * here, before the engine itself is begun.
 */

import { askEarly, type Send } from "./early";
import { within } from "./within";
import { RESTORES, RESTORES_THEIRS } from "./worker-name";

/**
 * How long the engine waits for what is asked early to be on its way, milliseconds: while it is fetched and begins, this thread does
 * nothing else. What the other's page takes is asked for once the half has been answered, which is a round trip on a line that brings
 * all scripts of the page at that time.
 */
const ASK_WAIT_MS = 1_500;

const send: Send = (path, init) => fetch(path, init);

/** What the page said meanwhile: it is said again once the engine listens. */
const said: MessageEvent[] = [];
const hear = (event: MessageEvent) => void said.push(event);
self.addEventListener("message", hear);

async function begin(): Promise<void> {
  const theirs = self.name === RESTORES_THEIRS;
  const restores = theirs || self.name === RESTORES;
  const early = restores ? askEarly(send, { now: Date.now(), theirs }) : { send, sent: null };
  if (early.sent) await within(ASK_WAIT_MS, early.sent);
  const { run } = await import("./run");
  self.removeEventListener("message", hear);
  run(early.send);
  for (const { data, ports } of said)
    self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
}

void begin();

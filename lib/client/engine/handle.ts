import { proxy, type Remote, wrap } from "comlink";
import type { Engine, Snapshot } from "./contract";

/**
 * The page's end of the engine: one worker per tab, started when it is first needed, and the latest snapshot it sent.
 */
export type EngineHandle = {
  readonly engine: Remote<Engine>;
  snapshot(): Snapshot;
  /** Calls back at each new snapshot; gives the function that stops it. */
  onSnapshot(listener: () => void): () => void;
  /** Ends the worker and with it every key it holds. A later call of engineHandle starts a new one. */
  end(): void;
};

let current: EngineHandle | null = null;

/** The tab's engine. Starts it on the first call; only call it in a browser. */
export function engineHandle(): EngineHandle {
  current ??= start();
  return current;
}

/** Ends the engine if there is one. Synchronous: after it no key is left in this tab. */
export function endEngine(): void {
  current?.end();
}

function start(): EngineHandle {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const engine = wrap<Engine>(worker);
  const listeners = new Set<() => void>();
  let snapshot: Snapshot = { status: "starting" };
  const handle: EngineHandle = {
    engine,
    snapshot: () => snapshot,
    onSnapshot(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    end() {
      worker.terminate();
      snapshot = { status: "starting" };
      if (current === handle) current = null;
      for (const listener of listeners) listener();
    },
  };
  void engine.subscribe(
    proxy((next: Snapshot) => {
      snapshot = next;
      for (const listener of listeners) listener();
    }),
  );
  void engine.restore();
  return handle;
}

import { expose } from "comlink";
import { createDevice } from "./device";
import type { Send } from "./early";
import { createEngine } from "./engine";
import { createHttp } from "./http";
import { joinTabs } from "./tabs";

/** Runs the engine in its worker: from now on it answers the page. */
export function run(send: Send): void {
  expose(
    createEngine({
      http: createHttp(send),
      device: createDevice(),
      joinTabs,
      origin: self.location.origin,
      now: () => Date.now(),
    }),
  );
}

/* The worker that the engine runs in. Locking ends it, and with it every key that it held. */
import { expose } from "comlink";
import { createDevice } from "./device";
import { createEngine } from "./engine";
import { createHttp } from "./http";
import { joinTabs } from "./tabs";

expose(
  createEngine({
    http: createHttp((path, init) => fetch(path, init)),
    device: createDevice(),
    joinTabs,
    origin: self.location.origin,
    now: () => Date.now(),
  }),
);

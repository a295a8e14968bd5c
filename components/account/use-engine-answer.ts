"use client";

import type { Remote } from "comlink";
import { useCallback, useState } from "react";
import { type Engine, engine, engineSettled, restartEngine, within } from "@/lib/client";

/** By now the engine's files have come and it has started, on a slow phone too, milliseconds. */
const ANSWERS_MS = 15_000;

/** What is asked of the engine while nobody knows yet whether it has started. */
export type EngineAnswer = {
  /** It has not answered in time. */
  silent: boolean;
  /** Asks something that takes no time of its own. Null when no answer came. */
  ask<Result>(question: (engine: Remote<Engine>) => Promise<Result>): Promise<Result | null>;
  /** Whether it answers at all. To be asked before what may rightly take long. */
  answers(): Promise<boolean>;
};

/** Asks the engine, and notices when it stays silent: its file may have been blocked, or be gone from the server. */
export function useEngineAnswer(): EngineAnswer {
  const [silent, setSilent] = useState(false);
  const ask = useCallback(async <Result>(question: (engine: Remote<Engine>) => Promise<Result>) => {
    // Just after a lock the worker that locked is still there for a moment.
    const answer = await within(
      ANSWERS_MS,
      engineSettled().then(() => question(engine())),
    );
    setSilent(answer === null);
    // The next question goes to a new worker: asked again, a dead one stays silent.
    if (answer === null) restartEngine();
    return answer;
  }, []);
  const answers = useCallback(async () => (await ask((engine) => engine.suggestHandle())) !== null, [ask]);
  return { silent, ask, answers };
}

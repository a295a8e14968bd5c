"use client";

import { proxy } from "comlink";
import { useCallback, useRef, useState } from "react";
import type { Outcome, Problem, Step } from "./engine/contract";

type OnStep = (step: Step) => void;

/** Something asked of the engine, and how it stands. */
export type Task<Ok extends object = object> = {
  busy: boolean;
  /** The step it is at, for work that tells. */
  step: Step | null;
  problem: Problem | null;
  /** Forgets the problem, for example when what caused it is being changed. */
  forget(): void;
  /** Runs one piece of work; a second call while one runs does nothing. Gives the outcome when it was well, else null. */
  run(work: (onStep: OnStep) => Promise<Outcome<Ok>>): Promise<({ ok: true } & Ok) | null>;
};

/**
 * One piece of work at a time, with its progress and its problem as state. What throws is a bug: it is reported to the
 * console, and the person is told that it did not work rather than left waiting.
 */
export function useTask<Ok extends object = object>(): Task<Ok> {
  const [state, setState] = useState<Pick<Task, "busy" | "step" | "problem">>(IDLE);
  const running = useRef(false);

  const run = useCallback<Task<Ok>["run"]>(async (work) => {
    if (running.current) return null;
    running.current = true;
    setState({ busy: true, step: null, problem: null });
    try {
      const outcome = await work(
        proxy((step: Step) => setState((now) => (now.busy ? { ...now, step } : now))),
      );
      setState(outcome.ok ? IDLE : { ...IDLE, problem: outcome.problem });
      return outcome.ok ? outcome : null;
    } catch (error) {
      reportError(error);
      setState({ ...IDLE, problem: "server" });
      return null;
    } finally {
      running.current = false;
    }
  }, []);

  const forget = useCallback(
    () => setState((now) => (now.problem === null ? now : { ...now, problem: null })),
    [],
  );

  return { ...state, run, forget };
}

const IDLE = { busy: false, step: null, problem: null } as const;

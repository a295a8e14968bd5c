import { START } from "./graph";
import type { RehearsalNodes } from "./schema";

type Moment = { scene?: string | undefined; they?: string | undefined };
export type Choice = { you: string; lands: string; why: string; after: Branch };
/** A conversation as it can be gone through: each choice holds all that may come of it; what has no choices is an end. */
export type Branch = Moment & ({ choices: Choice[] } | { leave: string });

/**
 * Unfolds a conversation whose ways meet again into a tree, where every way stands whole. Throws where a choice leads nowhere,
 * which the schema has ruled out.
 */
export function unfold(nodes: RehearsalNodes, at: string = START): Branch {
  const node = nodes[at];
  if (node === undefined) throw new Error(`no node ${at}`);
  const { scene, they } = node;
  if ("leave" in node) return { scene, they, leave: node.leave };
  const choices = node.choices.map(({ you, lands, why, next }) => ({
    you,
    lands,
    why,
    after: unfold(nodes, next),
  }));
  return { scene, they, choices };
}

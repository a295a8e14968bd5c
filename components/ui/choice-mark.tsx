import { Shape, type ShapeName } from "./icons";

/** The tints an answer may have, beside its word and its shape. `ink` is the firmest. */
export type Tint = "moss" | "ochre" | "clay" | "dusk" | "stone" | "ink";

type Props = { label: string; shape?: ShapeName; tint?: Tint };

/** An answer that was given, shown with the same word, shape and tint it was picked by (choice-group.tsx). */
export function ChoiceMark({ label, shape, tint = "stone" }: Props) {
  return (
    <span className="mark" data-tint={tint}>
      {shape !== undefined && <Shape name={shape} size={18} />}
      {label}
    </span>
  );
}

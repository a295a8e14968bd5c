import type { Tint } from "@/components/ui/choice-mark";
import type { ShapeName } from "@/components/ui/icons";
import type { Touch } from "@/lib/domain/kinds/support";

/** The shape and tint of each answer about touch, alike with those of a topic. */
export const TOUCH_LOOKS: Record<Touch, { shape: ShapeName; tint: Tint }> = {
  welcome: { shape: "disc", tint: "moss" },
  askFirst: { shape: "ring", tint: "ochre" },
  none: { shape: "square", tint: "ink" },
};

import { Icon } from "@/components/ui/icons";
import { useVault } from "@/lib/client";
import type { AnyItem } from "@/lib/domain/kinds";
import { sharedParts } from "@/lib/domain/sharing/standing";

/** In a closed row: some of this is shared now. What is private, paused or ready to share says nothing. */
export function SharedMark({ item, label }: { item: AnyItem | undefined; label: string }) {
  const { period, paused, moment } = useVault("period", "paused", "moment");
  if (!item || paused || sharedParts(item, period, moment).length === 0) return null;
  return (
    <span className="flex items-center gap-1.5 text-sm font-normal text-quiet">
      <Icon name="eye" size={18} />
      {label}
    </span>
  );
}

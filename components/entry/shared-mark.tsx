import { Icon } from "@/components/ui/icons";

/** In a closed row: some of this is shared. What is private says nothing. */
export function SharedMark({ label }: { label: string }) {
  return (
    <span className="flex items-center gap-1.5 text-sm font-normal text-quiet">
      <Icon name="eye" size={18} />
      {label}
    </span>
  );
}

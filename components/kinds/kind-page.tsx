import { notFound } from "next/navigation";
import { DRAWN_KINDS } from "@/components/kind/drawn";
import { PLACES } from "@/lib/domain/kinds/places";
import { KindScreen } from "./kind-screen";

/** The last piece of the address of each screen that is drawn from a definition. */
export const kindPaths = (): { kind: string }[] => DRAWN_KINDS.map((kind) => ({ kind: PLACES[kind].path }));

/** The screen of the kind with this address. */
export function KindPage({ path }: { path: string }) {
  const kind = DRAWN_KINDS.find((one) => PLACES[one].path === path);
  return kind ? <KindScreen kind={kind} /> : notFound();
}

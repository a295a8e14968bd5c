"use client";

import { useEffect, useState } from "react";
import { SpellCheckContext } from "@/components/ui/spell-check";
import { ToastProvider } from "@/components/ui/toast";
import { VaultProvider } from "@/lib/client";
import { madeUpVault } from "@/tests/support/made-up-vault";
import { specimens } from ".";

/** One specimen by the name in the address, `#ui/button`; without a name, the list of all. */
export function Gallery() {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    const read = () => setName(decodeURIComponent(location.hash.slice(1)));
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  if (name === null) return null;
  const specimen = specimens.find((one) => one.name === name);
  if (!specimen) return <Index />;
  const { draw: Draw, vault, press = [], until } = specimen;
  return (
    <VaultProvider key={name} vault={madeUpVault(vault)}>
      <SpellCheckContext value={false}>
        <ToastProvider>
          <main data-specimen={name} data-press={JSON.stringify(press)} data-until={until} className="p-4">
            <h1 className="sr-only">{name}</h1>
            <Draw />
          </main>
        </ToastProvider>
      </SpellCheckContext>
    </VaultProvider>
  );
}

const Index = () => (
  <main className="grid gap-4 p-4">
    <h1>Gallery</h1>
    <ul>
      {specimens.map(({ name }) => (
        <li key={name}>
          <a className="link" href={`#${encodeURIComponent(name)}`}>
            {name}
          </a>
        </li>
      ))}
    </ul>
  </main>
);

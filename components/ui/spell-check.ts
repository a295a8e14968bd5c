"use client";

import { createContext, useContext } from "react";

/** Whether browsers may check the spelling of a person's own words: some send what is typed to their maker for it. */
export const SpellCheckContext = createContext(false);

/** For a field of own words. A field for anything else, such as a handle, says `spellCheck={false}` for itself. */
export const useSpellCheck = (): boolean => useContext(SpellCheckContext);

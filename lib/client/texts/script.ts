/*
 * All the script that a text, and the first page, has when it is loaded as a document (docs/decisions/033). It draws nothing:
 * it listens, and shows or hides what the page brings along. Inside the app the same modules are called by the components
 * that draw these parts.
 */
import { otherAddress } from "../browser/other-address";
import { installExit } from "../exit/install";
import { installExerciseSteps } from "./exercise-steps";
import { leadHome } from "./lead-home";
import { followEntries } from "./other-entries";
import { keepReading } from "./stay-offline";

const find = (selector: string) => document.querySelector<HTMLElement>(selector);

/** Names the address to open, where the page was opened at another one (components/public/address-notice.tsx). */
async function tellOtherAddress(): Promise<void> {
  const notice = find("[data-other-address]");
  const link = notice?.querySelector("a");
  if (!notice || !link) return;
  const origin = await otherAddress({ gated: false });
  if (origin === null) return;
  link.href = `${origin}${notice.dataset.otherAddress}`;
  link.textContent = origin;
  notice.hidden = false;
}

// First, and before the page is there as a whole: on a slow line that may take long.
installExit();
followEntries();
leadHome();
installExerciseSteps();
keepReading((stayed) => {
  const line = find("[data-stayed]");
  if (line) line.hidden = !stayed;
});
if (document.readyState === "loading")
  document.addEventListener("DOMContentLoaded", () => void tellOtherAddress());
else void tellOtherAddress();

/**
 * The one door to what runs in the browser: screens come in here, and nothing behind it is theirs to name. Tests hold that.
 * Once somebody has left, nothing that is asked through it is answered. A page loads what it uses of it and no more, since
 * package.json names the files that do something just by being loaded (`sideEffects`).
 */

export { looksLikeHandle } from "../wire/handle";
export { type Lack, lacking } from "./browser/can-seal";
export { isGlanced } from "./browser/is-glanced";
export { otherAddress } from "./browser/other-address";
export { isSignedInHere, onSignedInHere } from "./browser/signed-in-here";
export type {
  Engine,
  HeldByHost,
  LinkView,
  OpenVault,
  PassphraseAdvice,
  Problem,
  Step,
} from "./engine/contract";
export { hidesShares, isStray } from "./engine/trouble";
export { within } from "./engine/within";
export { hasLeft } from "./exit";
export { EXIT_URL } from "./exit/exit-url";
export { installExit } from "./exit/install";
export { keepUpWithTranslation } from "./page-translation";
export { dropInvite, heldInvite, holdInvite, inviteFromAddress, TAKE_OUT_INVITE } from "./pending-invite";
export { onCover } from "./presence";
export { installExerciseSteps } from "./texts/exercise-steps";
export { keepReading } from "./texts/stay-offline";
export {
  engine,
  engineSettled,
  latestSnapshot,
  OpenVaultProvider,
  restartEngine,
  useStanding,
  useStillHere,
  useVault,
  useVaultSource,
  VaultProvider,
} from "./use-engine";
export { useSteps } from "./use-steps";
export { type Task, useTask } from "./use-task";

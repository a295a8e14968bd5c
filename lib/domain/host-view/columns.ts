/**
 * What the host can make of a column by looking at it. `plain`: reads it as it stands. `code`: sees a random number, or a
 * check that cannot be turned back. `sealed`: sees bytes that only a person's own key opens, and how many.
 */
export const readings = ["plain", "code", "sealed"] as const;
export type Reading = (typeof readings)[number];

/** Every table, in the order shown. */
export const tables = [
  "VaultDocument",
  "SheetPage",
  "LinkSeat",
  "Link",
  "Invite",
  "User",
  "AccessToken",
  "KeyHalf",
  "LoginAttempt",
  "RateLimit",
  "Deployment",
] as const;
type Table = (typeof tables)[number];

/**
 * Every column that the server keeps. A test compares it with prisma/schema.prisma, so that nothing can be stored that is
 * not shown here; what each tells the host stands in the messages, under `hostView.tells`.
 */
export const columns = [
  { key: "VaultDocument.ownerId", reading: "plain" },
  { key: "VaultDocument.name", reading: "code" },
  { key: "VaultDocument.version", reading: "plain" },
  { key: "VaultDocument.sealed", reading: "sealed" },
  { key: "SheetPage.linkId", reading: "plain" },
  { key: "SheetPage.seat", reading: "plain" },
  { key: "SheetPage.effectiveFrom", reading: "plain" },
  { key: "SheetPage.sealed", reading: "sealed" },
  { key: "SheetPage.rest", reading: "sealed" },
  { key: "LinkSeat.linkId", reading: "plain" },
  { key: "LinkSeat.seat", reading: "plain" },
  { key: "LinkSeat.userId", reading: "plain" },
  { key: "LinkSeat.revision", reading: "plain" },
  { key: "LinkSeat.stopgap", reading: "sealed" },
  { key: "Link.id", reading: "code" },
  { key: "Link.inviteId", reading: "code" },
  { key: "Invite.id", reading: "code" },
  { key: "Invite.makerId", reading: "plain" },
  { key: "Invite.expiresAt", reading: "plain" },
  { key: "Invite.acceptedById", reading: "plain" },
  { key: "Invite.acceptance", reading: "sealed" },
  { key: "Invite.firstPage", reading: "sealed" },
  { key: "Invite.firstPageAt", reading: "plain" },
  { key: "User.id", reading: "code" },
  { key: "User.handle", reading: "plain" },
  { key: "User.registrationRecord", reading: "code" },
  { key: "User.accessRecord", reading: "code" },
  { key: "User.passphraseSlot", reading: "sealed" },
  { key: "User.recoverySlot", reading: "sealed" },
  { key: "User.recoveryAuthHash", reading: "code" },
  { key: "User.epoch", reading: "plain" },
  { key: "AccessToken.ownerId", reading: "plain" },
  { key: "AccessToken.id", reading: "code" },
  { key: "AccessToken.expiresAt", reading: "plain" },
  { key: "AccessToken.session", reading: "code" },
  { key: "KeyHalf.ownerId", reading: "plain" },
  { key: "KeyHalf.session", reading: "code" },
  { key: "KeyHalf.half", reading: "code" },
  { key: "KeyHalf.idleMinutes", reading: "plain" },
  { key: "KeyHalf.expiresAt", reading: "plain" },
  { key: "KeyHalf.verifier", reading: "code" },
  { key: "KeyHalf.verifierUntil", reading: "plain" },
  { key: "LoginAttempt.id", reading: "code" },
  { key: "LoginAttempt.kind", reading: "plain" },
  { key: "LoginAttempt.userId", reading: "plain" },
  { key: "LoginAttempt.handle", reading: "plain" },
  { key: "LoginAttempt.state", reading: "code" },
  { key: "LoginAttempt.expiresAt", reading: "plain" },
  { key: "RateLimit.key", reading: "code" },
  { key: "RateLimit.points", reading: "plain" },
  { key: "RateLimit.expire", reading: "plain" },
  { key: "Deployment.id", reading: "plain" },
  { key: "Deployment.opaquePublicKey", reading: "plain" },
] as const satisfies readonly { key: `${Table}.${string}`; reading: Reading }[];

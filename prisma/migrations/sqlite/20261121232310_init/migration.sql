-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "handle" TEXT NOT NULL,
    "registrationRecord" TEXT NOT NULL,
    "passphraseSlot" BLOB NOT NULL,
    "recoverySlot" BLOB NOT NULL,
    "recoveryAuthHash" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "LoginAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "userId" TEXT,
    "handle" TEXT,
    "state" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "VaultDocument" (
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed" BLOB NOT NULL,

    PRIMARY KEY ("ownerId", "name"),
    CONSTRAINT "VaultDocument_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "makerId" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "acceptedById" TEXT,
    "acceptance" BLOB,
    "firstPage" BLOB,
    "firstPageAt" BIGINT,
    CONSTRAINT "Invite_makerId_fkey" FOREIGN KEY ("makerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Invite_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Link" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "inviteId" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "LinkSeat" (
    "linkId" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "userId" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("linkId", "seat"),
    CONSTRAINT "LinkSeat_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "Link" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LinkSeat_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SheetPage" (
    "linkId" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "effectiveFrom" BIGINT NOT NULL,
    "sealed" BLOB NOT NULL,

    PRIMARY KEY ("linkId", "seat", "effectiveFrom"),
    CONSTRAINT "SheetPage_linkId_seat_fkey" FOREIGN KEY ("linkId", "seat") REFERENCES "LinkSeat" ("linkId", "seat") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "points" INTEGER NOT NULL,
    "expire" DATETIME
);

-- CreateTable
CREATE TABLE "Deployment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "opaquePublicKey" TEXT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "User_handle_key" ON "User"("handle");

-- CreateIndex
CREATE INDEX "LoginAttempt_expiresAt_idx" ON "LoginAttempt"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_makerId_key" ON "Invite"("makerId");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_acceptedById_key" ON "Invite"("acceptedById");

-- CreateIndex
CREATE INDEX "Invite_expiresAt_idx" ON "Invite"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "LinkSeat_userId_key" ON "LinkSeat"("userId");

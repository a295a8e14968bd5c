-- AlterTable
ALTER TABLE "User" ADD COLUMN "accessRecord" TEXT;

-- CreateTable
CREATE TABLE "AccessToken" (
    "ownerId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    PRIMARY KEY ("ownerId", "id"),
    CONSTRAINT "AccessToken_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AccessToken_expiresAt_idx" ON "AccessToken"("expiresAt");

-- Every session from before ends: none of them has proven that a vault is open.
UPDATE "User" SET "epoch" = "epoch" + 1;

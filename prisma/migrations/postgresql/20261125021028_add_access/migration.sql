-- AlterTable
ALTER TABLE "User" ADD COLUMN     "accessRecord" TEXT;

-- CreateTable
CREATE TABLE "AccessToken" (
    "ownerId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("ownerId","id")
);

-- CreateIndex
CREATE INDEX "AccessToken_expiresAt_idx" ON "AccessToken"("expiresAt");

-- AddForeignKey
ALTER TABLE "AccessToken" ADD CONSTRAINT "AccessToken_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every session from before ends: none of them has proven that a vault is open.
UPDATE "User" SET "epoch" = "epoch" + 1;

-- AlterTable
ALTER TABLE "AccessToken" ADD COLUMN "session" TEXT;

-- AlterTable
ALTER TABLE "KeyHalf" ADD COLUMN "verifier" TEXT;
ALTER TABLE "KeyHalf" ADD COLUMN "verifierUntil" BIGINT;

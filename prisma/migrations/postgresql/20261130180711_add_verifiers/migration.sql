-- AlterTable
ALTER TABLE "AccessToken" ADD COLUMN     "session" TEXT;

-- AlterTable
ALTER TABLE "KeyHalf" ADD COLUMN     "verifier" TEXT,
ADD COLUMN     "verifierUntil" BIGINT;

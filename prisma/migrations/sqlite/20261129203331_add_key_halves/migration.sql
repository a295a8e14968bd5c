-- CreateTable
CREATE TABLE "KeyHalf" (
    "ownerId" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "half" TEXT NOT NULL,
    "idleMinutes" INTEGER NOT NULL,
    "expiresAt" BIGINT NOT NULL,

    PRIMARY KEY ("ownerId", "session"),
    CONSTRAINT "KeyHalf_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "KeyHalf_expiresAt_idx" ON "KeyHalf"("expiresAt");

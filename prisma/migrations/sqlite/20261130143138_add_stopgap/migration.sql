-- AlterTable
ALTER TABLE "LinkSeat" ADD COLUMN "stopgap" BLOB;

-- AlterTable
ALTER TABLE "SheetPage" ADD COLUMN "rest" BLOB;

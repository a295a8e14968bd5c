-- AlterTable
ALTER TABLE "LinkSeat" ADD COLUMN     "stopgap" BYTEA;

-- AlterTable
ALTER TABLE "SheetPage" ADD COLUMN     "rest" BYTEA;

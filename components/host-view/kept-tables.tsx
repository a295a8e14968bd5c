import { useTranslations } from "next-intl";
import { columns, tables } from "@/lib/domain/host-view/columns";
import { ReadingMark } from "./reading-mark";

/** Each table with its columns: what the host can make of it, what that tells, and its name in the program. */
export function KeptTables() {
  const t = useTranslations("hostView");
  return (
    <div className="grid gap-9 pt-2">
      {tables.map((table) => (
        <div key={table} className="grid gap-3">
          <div>
            <h3 className="text-lg">{t(`titles.${table}`)}</h3>
            <p className="text-quiet">{t(`leads.${table}`)}</p>
          </div>
          <dl className="border-b border-line">
            {columns
              .filter(({ key }) => key.startsWith(`${table}.`))
              .map(({ key, reading }) => (
                <div
                  key={key}
                  className="grid gap-x-5 gap-y-2 border-t border-line py-3.5 sm:grid-cols-[10.5rem_minmax(0,1fr)]"
                >
                  <dt className="grid content-start justify-items-start gap-1 text-sm">
                    <ReadingMark reading={reading} />
                    <code className="text-quiet">{key.slice(table.length + 1)}</code>
                  </dt>
                  <dd>{t(`tells.${key}`)}</dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

import type { GuidancePage } from "@/lib/domain/guidance/schema";

/** The running text of a page of guidance, section by section. */
export function GuidanceText({ sections }: Pick<GuidancePage, "sections">) {
  return (
    <div className="prose">
      {sections.flatMap(({ heading, text, list }, index) => [
        <h2 key={heading} className={index === 0 ? "mt-0" : undefined}>
          {heading}
        </h2>,
        ...text.map((paragraph) => <p key={paragraph}>{paragraph}</p>),
        list && (
          <ul key={`${heading}, list`}>
            {list.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ),
      ])}
    </div>
  );
}

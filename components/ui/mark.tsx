/** The mark: two posts of a fence and the step between them. A drawing only, no words. */
export function Mark({ size = 32, className }: { size?: number; className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      <path d="M11 5v22M21 5v22" strokeWidth="2.75" />
      <path d="M1.5 11H11M21 11h9.500M1.5 18.500H5M27 18.500h3.5" strokeWidth="1.75" opacity="0.55" />
      <path d="M7.5 18.500h17" strokeWidth="3.5" />
      <path d="M9 26.5 7 28M23 26.500l2 1.5" strokeWidth="1.75" opacity="0.55" />
    </svg>
  );
}

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
      <path d="M12 4.5v23M20 4.5v23" strokeWidth="2.75" />
      <path d="M4.5 19h23" strokeWidth="3.5" />
      <path d="M7.5 20v7.5M24.5 20v7.5" strokeWidth="2" />
    </svg>
  );
}

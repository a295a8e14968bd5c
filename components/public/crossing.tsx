/** A fence from side to side with a stile in its middle: where one line may cross. A drawing only. */
export function Crossing() {
  return (
    <div className="relative flex justify-center text-accent max-md:-my-1" aria-hidden="true">
      <div className="absolute inset-x-0 top-[28%] border-t-2 opacity-45" />
      <div className="absolute inset-x-0 top-1/2 border-t-2 opacity-45" />
      <svg
        viewBox="0 0 72 72"
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        aria-hidden="true"
        focusable="false"
        className="relative size-12 md:size-18"
      >
        {/* The opening between the posts. */}
        <path d="M27 10h18v34H27z" className="fill-paper forced-colors:fill-[Canvas]" stroke="none" />
        <path d="M27 6v60M45 6v60" strokeWidth="6" />
        <path d="M10 48h52" strokeWidth="7" />
        <path d="M17 50v16M55 50v16" strokeWidth="4" />
      </svg>
    </div>
  );
}

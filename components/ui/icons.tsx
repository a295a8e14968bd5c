import type { ReactNode } from "react";

/*
 * One small set of line drawings on a 24 grid, 1.75 thick, round ends. They stand beside words and are
 * hidden from screen readers: the word is the name.
 */
const drawings = {
  home: <path d="M4 11.5 12 5l8 6.5M6.5 10v9h11v-9M10.5 19v-5h3v5" />,
  note: <path d="M6 4.5h9l3.5 3.5v11.5H6zM15 4.5V8h3.5M9 12h6M9 15.5h4" />,
  book: (
    <path d="M12 7c-1.8-1.3-4-1.8-7.5-1.8v12.3c3.5 0 5.7.5 7.500 1.800 1.800-1.300 4-1.800 7.500-1.800V5.2c-3.5 0-5.7.5-7.5 1.800zM12 7v12.300" />
  ),
  edit: <path d="m5 19 1-4L16 5l3 3L9 18zM13.5 7.5l3 3" />,
  eye: (
    <>
      <path d="M3 12c2.4-4 5.4-6 9-6s6.6 2 9 6c-2.4 4-5.4 6-9 6s-6.6-2-9-6z" />
      <circle cx="12" cy="12" r="2.6" />
    </>
  ),
  checkIn: <path d="M5 5.500h14v13.500H5zM5 9.500h14M9 3.500v3.500M15 3.500v3.500M9 14.200l2.2 2.1 4-4.3" />,
  more: <path d="M5 7h14M5 12h14M5 17h14" />,
  share: <path d="M5 6.500h8M5 11h5M5 15.500h4M12 16.500c.5-3.5 3-5.5 7-5.500M16 8l3.5 3-3.5 3" />,
  pause: <path d="M9 6v12M15 6v12" />,
  resume: <path d="M8.5 6v12l9-6z" />,
  back: <path d="M19 12H5.500M11 6.5 5.5 12l5.5 5.5" />,
  forward: <path d="M5 12h13.500M13 6.500l5.5 5.5-5.5 5.5" />,
  up: <path d="M12 18.500V6M6.5 11.5 12 6l5.5 5.5" />,
  down: <path d="M12 5.500V18M6.5 12.5 12 18l5.5-5.5" />,
  chevron: <path d="m9.5 6 6 6-6 6" />,
  plus: <path d="M12 5.500v13M5.5 12h13" />,
  close: <path d="m6.5 6.5 11 11M17.5 6.500l-11 11" />,
  trash: <path d="M5 7.500h14M9.5 7.500V5h5v2.500M7 7.500l.8 11.500h8.400L17 7.500M10.5 11v5M13.5 11v5" />,
  copy: <path d="M9 9h10v10H9zM15 9V5H5v10h4" />,
  help: (
    <>
      <circle cx="12" cy="12" r="8" />
      <circle cx="12" cy="12" r="3.2" />
      <path d="m6.4 6.4 3.3 3.300M14.3 14.300l3.3 3.300M17.6 6.400l-3.3 3.300M9.7 14.300l-3.3 3.3" />
    </>
  ),
  lock: <path d="M6.5 11h11v8.500h-11zM9 11V8a3 3 0 0 1 6 0v3M12 14.500V16" />,
  person: (
    <>
      <circle cx="12" cy="8.5" r="3.5" />
      <path d="M5.5 19.500c.6-4 2.9-5.5 6.5-5.500s5.9 1.5 6.5 5.5" />
    </>
  ),
  two: (
    <>
      <circle cx="8" cy="9" r="2.8" />
      <circle cx="16" cy="9" r="2.8" />
      <path d="M3.5 18.500c.3-3.3 1.9-4.7 4.5-4.7 1.7 0 3 .6 3.7 1.900M12.3 15.700c.8-1.3 2-1.9 3.7-1.9 2.6 0 4.2 1.4 4.5 4.7" />
    </>
  ),
  link: (
    <path d="M10 14.5 14.5 10M8.5 11 6 13.500a3.2 3.2 0 0 0 4.5 4.500L13 15.500M11 8.5 13.5 6a3.2 3.2 0 0 1 4.5 4.500L15.5 13" />
  ),
  check: <path d="m5.5 12.5 4.3 4.3 8.7-9.6" />,
  info: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 11.300V16M12 8.200v.1" />
    </>
  ),
  waiting: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.500V12l3 2" />
    </>
  ),
  phone: (
    <path d="M7 4.500h3l1.2 4-2 1.500c.9 2.1 2.3 3.6 4.3 4.700l1.7-2 3.8 1.400v3c0 1.2-.9 2-2 1.900C10 18.3 5.5 13.5 5 6.500c0-1.1.8-2 2-2z" />
  ),
  hand: (
    <path d="M8 12V6.5a1.500 1.500 0 0 1 3 0V11V5a1.500 1.500 0 0 1 3 0v6V6.500a1.500 1.500 0 0 1 3 0V14c0 3.500-2 5.500-5 5.500-2.500 0-4-1-5.200-3.200L5 12.800c-.5-1.200 1.200-2.100 2-1z" />
  ),
  sun: (
    <>
      <circle cx="12" cy="12" r="3.800" />
      <path d="M12 3.500v2M12 18.500v2M3.500 12h2M18.500 12h2M6 6l1.400 1.400M16.600 16.600 18 18M18 6l-1.400 1.400M7.400 16.600 6 18" />
    </>
  ),
  moon: <path d="M18.500 14.500A7.500 7.500 0 0 1 9.500 5.500a7.500 7.500 0 1 0 9 9z" />,
  speech: <path d="M5 5.500h14v10h-8L7 19v-3.500H5zM8.500 9h7M8.500 12h4.500" />,
  fork: <path d="M12 20v-7M12 13 6 7V4M12 13l6-6V4M4 6l2-2 2 2M16 6l2-2 2 2" />,
  print: <path d="M7.5 8.500v-4h9v4M7.5 16H5V8.500h14V16h-2.500M7.5 13.500h9v6h-9zM16 11h.1" />,
  leave: <path d="M13 5H6v14h7M10.5 12H20M16.5 8.5 20 12l-3.5 3.5" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;
export const iconNames = Object.keys(drawings) as IconName[];

type IconProps = { name: IconName; size?: number; className?: string };

/** A line drawing in the colour of the text around it. Always put the word beside it. */
export function Icon({ name, size = 24, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={className}
    >
      {drawings[name]}
    </svg>
  );
}

/*
 * Shapes that carry an answer for those who do not go by colour. Each differs in outline, not only in fill.
 */
const shapes = {
  disc: <circle cx="10" cy="10" r="7" fill="currentColor" />,
  ring: <circle cx="10" cy="10" r="6" />,
  half: (
    <>
      <circle cx="10" cy="10" r="6" />
      <path d="M10 4a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  diamond: <path d="M10 3.5 16.5 10 10 16.5 3.5 10z" />,
  bars: <path d="M7 4.500v11M13 4.500v11" strokeWidth="3" />,
  square: <path d="M4.5 4.500h11v11h-11z" fill="currentColor" />,
  wave: <path d="M3 11.500c2-4 4.5-4 7-1.500s5 2.5 7-1.5" />,
  box: <path d="M4 4h12v12H4z" />,
  tick: <path d="m3.500 10.500 4 4 9-9.500" strokeWidth="2.750" />,
  dots: <path d="M4 10h.01M10 10h.01M16 10h.01" strokeWidth="3.5" />,
} satisfies Record<string, ReactNode>;

export type ShapeName = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as ShapeName[];

/** The shape of an answer; the word always stands beside it. */
export function Shape({ name, size = 20 }: { name: ShapeName; size?: number }) {
  return (
    <svg
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}

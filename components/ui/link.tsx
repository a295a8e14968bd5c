import NextLink from "next/link";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<typeof NextLink>, "prefetch"> & {
  /** For links that stand on their page whatever anybody wrote: fetches where they lead as soon as they are seen. */
  ahead?: boolean;
};

/**
 * A link to another page of Stile. It asks for nothing until it is pressed: what comes up on a screen often follows from
 * what was written or answered, and to fetch ahead would tell whoever runs the server.
 */
export function Link({ ahead = false, ...props }: Props) {
  return <NextLink {...props} prefetch={ahead ? undefined : false} />;
}

// The security headers of every answer. Pages are static shells, so a page's policy can name what is inline by its hash.
import { createHash } from "node:crypto";

/** What a page may do with the device: nothing but copy an invitation and, one day, use a passkey. */
const permissionsPolicy = [
  ...[
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
  ],
  ...[
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
  ],
  ...[
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
  ],
  ...["xr-spatial-tracking"],
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/**
 * The headers that every answer has, whatever it is.
 * @param {{ https: boolean }} options `https`: people reach this server by https
 * @returns {[string, string][]}
 */
export function commonHeaders({ https }) {
  /** @type {[string, string][]} */
  const headers = [
    ["Referrer-Policy", "no-referrer"],
    ["X-Content-Type-Options", "nosniff"],
    ["X-Frame-Options", "DENY"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", "same-origin"],
    ["Permissions-Policy", permissionsPolicy],
    // A server that two people run for themselves should not turn up in a search.
    ["X-Robots-Tag", "noindex, nofollow"],
  ];
  if (https) headers.push(["Strict-Transport-Security", "max-age=63072000"]);
  return headers;
}

/** Nothing but data: for the API and for plain messages. */
export const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * For scripts and styles. A worker lives by the policy of its own script's answer: this is the one place where WebAssembly
 * (OPAQUE) may be compiled, so no page may.
 */
export const assetPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What allows each inline script, or style, of a page.
 * @param {string} html
 * @param {"script" | "style"} element
 */
function hashesOf(html, element) {
  const inline = html.matchAll(new RegExp(`<${element}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${element}>`, "g"));
  return new Set(
    [...inline].map(([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`),
  );
}

/**
 * The policy of a page, from its HTML.
 * @param {string} html
 */
export function pagePolicy(html) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashesOf(html, "script")].join(" "),
    ["style-src 'self'", ...hashesOf(html, "style")].join(" "),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

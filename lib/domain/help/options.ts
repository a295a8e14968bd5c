/** Stands for a site's name where a number was seen in public code alone. */
export const PUBLIC_CODE = "public-code";

/** Where leaving leads: an ordinary page that anyone might have open. The same for everyone, always. */
export const EXIT_URL = "https://en.wikipedia.org/wiki/Main_Page";

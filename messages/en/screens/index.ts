import account from "./account.json";
import appShell from "./app-shell.json";
import checkIn from "./check-in.json";
import comfort from "./comfort.json";
import exit from "./exit.json";
import grounding from "./grounding.json";
import guidance from "./guidance.json";
import help from "./help.json";
import home from "./home.json";
import hostView from "./host-view.json";
import kinds from "./kinds";
import link from "./link.json";
import partner from "./partner.json";
import print from "./print.json";
import problems from "./problems.json";
import publicPages from "./public.json";
import rehearsal from "./rehearsal.json";
import settings from "./settings.json";
import sharing from "./sharing.json";
import sheet from "./sheet.json";
import support from "./support.json";
import ui from "./ui.json";

/** Every sentence on the screens, by namespace. A file that is missing here fails `lib/i18n/screens.test.ts`. */
export default {
  kinds,
  ...account,
  ...appShell,
  ...checkIn,
  ...comfort,
  ...exit,
  ...grounding,
  ...guidance,
  ...help,
  ...home,
  ...hostView,
  ...link,
  ...partner,
  ...print,
  ...problems,
  ...publicPages,
  ...rehearsal,
  ...settings,
  ...sharing,
  ...sheet,
  ...support,
  ...ui,
};

import { LinkScreen } from "@/components/link/link-screen";
import { TakeOutInvite } from "@/components/link/take-out-invite";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function LinkPage({ params }: LocaleParams) {
  await pageLocale(params);
  return (
    <>
      <TakeOutInvite />
      <LinkScreen />
    </>
  );
}

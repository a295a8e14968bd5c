import { SignInScreen } from "@/components/account/sign-in-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function SignInPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <SignInScreen />;
}

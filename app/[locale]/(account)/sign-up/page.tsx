import { SignUpScreen } from "@/components/account/sign-up-screen";
import { type LocaleParams, pageLocale } from "@/lib/i18n/page-locale";

export default async function SignUpPage({ params }: LocaleParams) {
  await pageLocale(params);
  return <SignUpScreen />;
}

import { useTranslation } from "react-i18next";

/** How the reader writes dates and numbers: their own region's way, where it speaks the language of the page. */
export const localeFor = (language: string, wishes: readonly string[]): string =>
  wishes.find((wish) => wish.split("-")[0] === language && isLocale(wish)) ?? language;

/** Browsers also name what Intl does not take, such as en-US@posix. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

export function useLocale(): string {
  const { i18n } = useTranslation();
  return localeFor(i18n.language, navigator.languages);
}

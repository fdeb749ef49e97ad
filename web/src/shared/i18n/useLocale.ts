import { useTranslation } from "react-i18next";

/** How the reader writes dates and numbers: their own region's way, where it speaks the language of the page. */
export const localeFor = (language: string, wishes: readonly string[]): string =>
  wishes.find((wish) => wish.split("-")[0] === language) ?? language;

export function useLocale(): string {
  const { i18n } = useTranslation();
  return localeFor(i18n.language, navigator.languages);
}

import i18next, { type Resource } from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

const remembered = "countersign-language";

const load = {
  en: () => import("./en.ts"),
  de: () => import("./de.ts"),
} satisfies Record<Language, () => Promise<unknown>>;

const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** The first of the wishes that we speak; English otherwise. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const tag = wish?.slice(0, 2).toLowerCase() ?? "";
    if (isLanguage(tag)) return tag;
  }
  return "en";
}

export async function startI18n(language: Language = firstLanguage()): Promise<void> {
  const resources: Resource = { [language]: { translation: (await load[language]()).default } };
  await i18next.use(initReactI18next).init({
    lng: language,
    resources,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
    showSupportNotice: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", (await load[language]()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // storage may be blocked; the language holds until the page is left
  }
}

function firstLanguage(): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(remembered);
  } catch {
    // as above
  }
  return chooseLanguage([chosen, ...navigator.languages]);
}

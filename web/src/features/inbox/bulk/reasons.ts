import { useTranslation } from "react-i18next";

import { describeRefusal } from "@/shared/process/describeRefusal.ts";

interface Refused {
  code: string | null;
  message: string | null;
  taskKeys: readonly string[];
}

const shownNames = 3;

/** Why some of many tasks can't be decided, in the reader's words. */
export function useReasons(nameOf: (taskKey: string) => string) {
  const { t, i18n } = useTranslation();

  const names = (keys: readonly string[]): string => {
    const shown = keys.slice(0, shownNames).map(nameOf);
    const more = keys.length - shown.length;
    const all = more === 0 ? shown : [...shown, t("bulk.more", { count: more })];
    return new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(all);
  };

  /** What reads the same is one reason. */
  const grouped = (refused: readonly Refused[]) => {
    const byWords = new Map<string, string[]>();
    for (const { code, message, taskKeys } of refused) {
      const words =
        code === "task-not-found"
          ? t("bulk.gone")
          : describeRefusal({ allowed: false, reason: code, message }, i18n.language, t);
      byWords.set(words, [...(byWords.get(words) ?? []), ...taskKeys]);
    }
    return [...byWords]
      .map(([words, keys]) => ({ words, keys }))
      .sort((one, other) => other.keys.length - one.keys.length);
  };

  return { names, grouped };
}

export type Reasons = ReturnType<typeof useReasons>;

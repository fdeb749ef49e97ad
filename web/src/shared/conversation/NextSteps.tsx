import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Next } from "../api/conversation.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { humanize } from "../format/values.ts";
import classes from "./Conversation.module.css";

/** Who is next, as the model says; which of the ways it goes depends on what is decided. */
export function NextSteps({ next }: { next: Next }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const ways = next.tasks.map(({ name, elementId, assignee, candidateGroups }) => {
    const whose = candidateGroups.length > 0 ? candidateGroups.map(humanize).join(", ") : assignee;
    const what = name ?? humanize(elementId);
    return whose === null ? what : t("conversation.next.of", { what, whose });
  });
  if (next.end !== "NO") {
    ways.push(
      ways.length === 0 ? t(`conversation.next.only${next.end}`) : t(`conversation.next.${next.end}`),
    );
  }
  if (ways.length === 0) return null;
  return (
    <p className={classes.next}>
      <IconArrowRight size={18} stroke={1.75} aria-hidden />
      <span>
        {t("conversation.next.title")} {new Intl.ListFormat(locale, { type: "disjunction" }).format(ways)}
      </span>
    </p>
  );
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { inboxQuery } from "@/shared/api/tasks.ts";
import { keepList } from "@/shared/inbox/filters.ts";
import { useInboxFilters } from "@/shared/inbox/useInboxFilters.ts";
import { ButtonLink } from "@/shared/ui/links.tsx";

import classes from "./Task.module.css";

/** Straight on to what still waits. */
export function NextTask({ after }: { after: string }) {
  const { t } = useTranslation();
  const filters = useInboxFilters();
  const done = filters.view === "done";
  const { data } = useInfiniteQuery(inboxQuery(done ? { view: "all" } : filters));
  const next = data?.pages
    .flatMap((page) => page.items)
    .find((task) => task.taskKey !== after && (task.state === "OPEN" || task.state === "CLAIMED"));
  if (next === undefined) return <p className={classes.muted}>{t("task.noneLeft")}</p>;
  return (
    <div>
      <ButtonLink
        to="/inbox/$taskKey"
        params={{ taskKey: next.taskKey }}
        search={(before) => (done ? {} : keepList(before))}
        variant="default"
        rightSection={<IconArrowRight size={16} aria-hidden />}
      >
        {t("task.next")}
      </ButtonLink>
    </div>
  );
}

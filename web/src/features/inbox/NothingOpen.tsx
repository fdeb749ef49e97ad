import { Kbd } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { IconPointer } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { inboxQuery } from "@/shared/api/tasks.ts";
import { useInboxFilters } from "@/shared/inbox/useInboxFilters.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";

/** Beside the list while no task is open. */
export function NothingOpen() {
  const { t } = useTranslation();
  const filters = useInboxFilters();
  const { data } = useInfiniteQuery(inboxQuery(filters));
  if (data === undefined || data.pages.every((page) => page.items.length === 0)) return null;
  return (
    <EmptyState icon={IconPointer} title={t("inbox.pick")}>
      {t("inbox.pickText")} <Kbd>j</Kbd> <Kbd>k</Kbd>
    </EmptyState>
  );
}

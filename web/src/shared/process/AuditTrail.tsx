import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { IconHistory } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { auditQuery, type AuditFilter } from "../api/audit.ts";
import type { ElementInstance } from "../api/model.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { MoreButton } from "../ui/MoreButton.tsx";
import { Skeletons } from "../ui/Skeletons.tsx";
import { History } from "./History.tsx";

interface AuditTrailProps {
  filter: AuditFilter;
  /** Those that it is about, for their names. */
  elements?: readonly ElementInstance[] | undefined;
  people?: ReadonlyMap<string, string> | undefined;
}

/** The audit trail of something, read page by page. */
export function AuditTrail({ filter, elements, people }: AuditTrailProps) {
  const { t } = useTranslation();
  const entries = useInfiniteQuery({ ...auditQuery(filter), placeholderData: keepPreviousData });
  if (entries.isPending) return <Skeletons rows={4} height={40} />;
  if (entries.isLoadingError)
    return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  const all = entries.data.pages.flatMap((page) => page.items);
  if (all.length === 0) {
    return (
      <EmptyState icon={IconHistory} title={t("history.empty.title")}>
        {t("history.empty.text")}
      </EmptyState>
    );
  }
  return (
    <>
      <History entries={all} elements={elements} people={people} />
      <MoreButton query={entries} />
    </>
  );
}

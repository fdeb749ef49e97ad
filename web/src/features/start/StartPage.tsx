import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { IconFileOff, IconZoomQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { startableProcessesQuery, type StartableProcess } from "@/shared/api/definitions.ts";
import { draftQuery } from "@/shared/api/drafts.ts";
import { hasStatus } from "@/shared/api/problem.ts";
import { requestQuery } from "@/shared/api/requests.ts";
import { toObject } from "@/shared/process/Values.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { PageSkeleton } from "@/shared/ui/Skeletons.tsx";

import { StartForm } from "./StartForm.tsx";

interface Entry {
  processId: string;
  draft: string | undefined;
  copy: string | undefined;
  count: number;
}

/** A form to fill in: empty, with a draft, or with what an earlier request said. */
export function StartPage() {
  const { t } = useTranslation();
  const { processId } = useParams({ from: "/app/start/$processId" });
  const { draft, copy } = useSearch({ from: "/app/start/$processId" });
  const navigate = useNavigate();
  const processes = useQuery(startableProcessesQuery);
  const process = processes.data?.items.find((candidate) => candidate.processId === processId);

  // the address names a draft as soon as it is kept; that is no reason to open it anew
  const [entry, setEntry] = useState<Entry>({ processId, draft, copy, count: 0 });
  const [begun, setBegun] = useState<string>();
  const isSame = entry.draft === draft && entry.copy === copy;
  if (entry.processId !== processId || (!isSame && (draft === undefined || draft !== begun))) {
    setEntry({ processId, draft, copy, count: entry.count + 1 });
    setBegun(undefined);
  }
  const keep = (draftId: string) => {
    setBegun(draftId);
    void navigate({ to: ".", search: { draft: draftId }, replace: true });
  };

  if (processes.isPending) return <PageSkeleton width="reading" />;
  if (processes.isLoadingError)
    return <ErrorState page error={processes.error} onRetry={() => void processes.refetch()} />;
  if (process === undefined) {
    return (
      <EmptyState
        page
        icon={IconZoomQuestion}
        title={t("start.gone.title")}
        action={<ButtonLink to="/start">{t("start.title")}</ButtonLink>}
      >
        {t("start.gone.text")}
      </EmptyState>
    );
  }
  const props = { process, onKept: keep };
  if (entry.draft !== undefined) return <FromDraft key={entry.count} id={entry.draft} {...props} />;
  if (entry.copy !== undefined) return <FromRequest key={entry.count} of={entry.copy} {...props} />;
  return <StartForm key={entry.count} draft={null} copied={null} {...props} />;
}

interface FromProps {
  process: StartableProcess;
  onKept: (draftId: string) => void;
}

function FromDraft({ id, process, onKept }: FromProps & { id: string }) {
  const { t } = useTranslation();
  const draft = useQuery(draftQuery(id));
  // what was read first counts: from then on the form is newer
  if (draft.isPending) return <PageSkeleton width="reading" />;
  if (draft.data !== undefined) {
    return <StartForm key={id} process={process} draft={draft.data} copied={null} onKept={onKept} />;
  }
  if (!hasStatus(draft.error, 400, 404)) {
    return <ErrorState page error={draft.error} onRetry={() => void draft.refetch()} />;
  }
  return (
    <EmptyState
      page
      icon={IconFileOff}
      title={t("drafts.gone.title")}
      action={<ButtonLink to="/requests">{t("requests.title")}</ButtonLink>}
    >
      {t("drafts.gone.text")}
    </EmptyState>
  );
}

function FromRequest({ of, process, onKept }: FromProps & { of: string }) {
  const request = useQuery(requestQuery(of));
  if (request.isPending) return <PageSkeleton width="reading" />;
  if (request.data === undefined) {
    return <ErrorState page error={request.error} onRetry={() => void request.refetch()} />;
  }
  return (
    <StartForm process={process} draft={null} copied={toObject(request.data.variables)} onKept={onKept} />
  );
}

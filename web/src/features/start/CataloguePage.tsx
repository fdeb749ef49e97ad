import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconLibrary, IconSearch } from "@tabler/icons-react";
import { createElement, useState } from "react";
import { useTranslation } from "react-i18next";

import { startableProcessesQuery, type StartableProcess } from "@/shared/api/definitions.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { iconFor } from "./iconFor.ts";
import classes from "./Start.module.css";

/** What one can start. */
export function CataloguePage() {
  const { t } = useTranslation();
  const processes = useQuery(startableProcessesQuery);
  const [words, setWords] = useState("");
  const found = (processes.data?.items ?? []).filter((process) => named(process, words));
  return (
    <Page title={t("start.title")} lead={t("start.lead")}>
      <TextInput
        type="search"
        size="md"
        className={classes.search ?? ""}
        aria-label={t("start.search")}
        placeholder={t("start.search")}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {processes.isPending ? (
        <Skeletons rows={3} height={112} />
      ) : processes.isLoadingError ? (
        <ErrorState error={processes.error} onRetry={() => void processes.refetch()} />
      ) : found.length === 0 ? (
        <EmptyState icon={IconLibrary} title={t(words === "" ? "start.empty.title" : "start.none.title")}>
          {t(words === "" ? "start.empty.text" : "start.none.text")}
        </EmptyState>
      ) : (
        <ul className={classes.cards}>
          {found.map((process) => (
            <Card key={process.processDefinitionKey} process={process} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Card({ process }: { process: StartableProcess }) {
  return (
    <li>
      <Link to="/start/$processId" params={{ processId: process.processId }} className={classes.card}>
        <span className={classes.icon} aria-hidden>
          {createElement(iconFor(process), { size: 24, stroke: 1.6 })}
        </span>
        <span>
          <strong>{process.name ?? process.processId}</strong>
          {process.documentation !== null && <span className={classes.about}>{process.documentation}</span>}
        </span>
      </Link>
    </li>
  );
}

const named = ({ name, processId, documentation }: StartableProcess, words: string) =>
  `${name ?? ""} ${processId} ${documentation ?? ""}`.toLowerCase().includes(words.trim().toLowerCase());

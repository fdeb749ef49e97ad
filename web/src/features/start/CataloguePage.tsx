import { TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { IconLibrary, IconSearch } from "@tabler/icons-react";
import { createElement, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { startableProcessesQuery, type StartableProcess } from "@/shared/api/definitions.ts";
import { draftsQuery } from "@/shared/api/drafts.ts";
import { myRequestsQuery } from "@/shared/api/requests.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { DraftList } from "@/shared/drafts/DraftList.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { catalogue, type Shelf } from "./catalogue.ts";
import { iconFor } from "./iconFor.ts";
import classes from "./Start.module.css";

/** What one can start, and what one has begun. Type to search, arrows to choose, Enter to open. */
export function CataloguePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const processes = useQuery(startableProcessesQuery);
  const drafts = useQuery(draftsQuery);
  const used = useInfiniteQuery(myRequestsQuery());
  const [words, setWords] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const usedLast = useMemo(
    () => [...new Set(used.data?.pages.flatMap((page) => page.items).map(({ processId }) => processId))],
    [used.data],
  );
  const shelves = catalogue(processes.data?.items ?? [], words, usedLast);
  const first = shelves[0]?.processes[0];

  useEffect(() => {
    // on a phone it would open the keyboard over what there is to choose from
    if (window.matchMedia("(hover: hover) and (pointer: fine)").matches) {
      search.current?.focus({ preventScroll: true });
    }
  }, []);
  useCommands([
    {
      id: "search-start",
      label: t("start.search"),
      group: t("start.title"),
      keys: "f",
      run: () => search.current?.focus(),
    },
  ]);

  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>("a") ?? [])];
  const inSearch = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      cards()[0]?.focus();
    } else if (event.key === "Enter" && first !== undefined && words.trim() !== "") {
      event.preventDefault();
      void navigate({ to: "/start/$processId", params: { processId: first.processId } });
    }
  };
  const inList = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = cards();
    const next = all.findIndex((card) => card === document.activeElement) + step;
    if (next < 0) search.current?.focus();
    else all[next]?.focus();
  };

  return (
    <Page title={t("start.title")} lead={t("start.lead")}>
      <TextInput
        ref={search}
        type="search"
        size="md"
        className={classes.search ?? ""}
        aria-label={t("start.search")}
        placeholder={t("start.search")}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={inSearch}
      />
      {words === "" && drafts.data !== undefined && drafts.data.items.length > 0 && (
        <Section title={t("drafts.title")}>
          <DraftList drafts={drafts.data.items} />
        </Section>
      )}
      {processes.isPending ? (
        <Skeletons rows={3} height={112} />
      ) : processes.isLoadingError ? (
        <ErrorState error={processes.error} onRetry={() => void processes.refetch()} />
      ) : shelves.length === 0 ? (
        <EmptyState icon={IconLibrary} title={t(words === "" ? "start.empty.title" : "start.none.title")}>
          {t(words === "" ? "start.empty.text" : "start.none.text")}
        </EmptyState>
      ) : (
        <div ref={list} onKeyDown={inList} className={classes.shelves}>
          {shelves.map((shelf) => (
            <Cards key={shelf.category} shelf={shelf} />
          ))}
        </div>
      )}
      <div role="status" className="visually-hidden">
        {words !== "" && t("start.found", { count: shelves.flatMap((shelf) => shelf.processes).length })}
      </div>
    </Page>
  );
}

function Cards({ shelf: { category, processes } }: { shelf: Shelf }) {
  const { t } = useTranslation();
  const cards = (
    <ul className={classes.cards}>
      {processes.map((process) => (
        <Card key={process.processDefinitionKey} process={process} />
      ))}
    </ul>
  );
  return category === null ? (
    cards
  ) : (
    <Section title={category === "" ? t("start.otherCategory") : category}>{cards}</Section>
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

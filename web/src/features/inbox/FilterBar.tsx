import { ActionIcon, Button, Menu, UnstyledButton } from "@mantine/core";
import {
  IconArrowsSort,
  IconCalendar,
  IconCheck,
  IconColumns3,
  IconLayoutList,
  IconList,
  IconPlus,
  IconTable,
  IconX,
} from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import type { TaskRow } from "@/shared/api/tasks.ts";
import { humanize } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { dues, type InboxFilters } from "@/shared/inbox/filters.ts";
import type { InboxList } from "@/shared/inbox/useInboxFilters.ts";
import { nameOf } from "@/shared/ui/people.ts";

import { chipsOf } from "./describeFilters.ts";
import classes from "./FilterBar.module.css";
import type { Density } from "./TaskList.tsx";
import type { ListState } from "./useListState.ts";

// a form is loaded once somebody asks for it
const VariableDialog = lazy(() => loadCode(() => import("./VariableDialog.tsx")));

interface FilterBarProps {
  list: InboxList;
  state: ListState;
  /** Those that are loaded: what they have can be chosen. */
  tasks: readonly TaskRow[];
  table: boolean;
  mayTable: boolean;
  density: Density;
  onDensity: (density: Density) => void;
}

/** What narrows the list and in which order it is. */
export function FilterBar({ list, state, tasks, table, mayTable, density, onDensity }: FilterBarProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const { filters, columns } = list;
  const known = useMemo(() => knownOf(tasks), [tasks]);
  const set = (change: Partial<InboxFilters>) => state.show({ ...filters, ...change });
  const chips = chipsOf(filters, (id) => known.processes.get(id) ?? id, locale, t);
  const requesterName = (username: string) => known.requesters.get(username) ?? username;

  return (
    <div className={classes.bar}>
      {chips.map((chip) => (
        <UnstyledButton
          key={chip.id}
          className={classes.chip}
          aria-label={t("inbox.filters.remove", { filter: chip.words })}
          onClick={() => state.show(chip.without)}
        >
          {chip.id === "requester" && filters.requester !== undefined
            ? t("inbox.filters.by", { name: requesterName(filters.requester) })
            : chip.words}
          <IconX size={14} aria-hidden />
        </UnstyledButton>
      ))}
      <Menu position="bottom-start" width={260} shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.tool ?? ""}
            leftSection={<IconPlus size={15} aria-hidden />}
          >
            {t("inbox.filters.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.dropdown ?? ""}>
          <Menu.Label>{t("inbox.filters.whenDue")}</Menu.Label>
          {dues.map((due) => (
            <Menu.Item
              key={due}
              leftSection={<IconCalendar size={16} aria-hidden />}
              onClick={() => set({ due, dueFrom: undefined, dueTo: undefined })}
            >
              {t(`inbox.filters.due.${due}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setAsking(true)}>{t("inbox.filters.variable")}</Menu.Item>
          {known.processes.size > 0 && <Menu.Label>{t("inbox.filters.process")}</Menu.Label>}
          {[...known.processes].slice(0, most).map(([id, name]) => (
            <Menu.Item
              key={id}
              disabled={filters.processId?.includes(id) === true}
              onClick={() => set({ processId: [...(filters.processId ?? []), id] })}
            >
              {name}
            </Menu.Item>
          ))}
          {known.requesters.size > 0 && <Menu.Label>{t("inbox.filters.requester")}</Menu.Label>}
          {[...known.requesters].slice(0, most).map(([username, name]) => (
            <Menu.Item key={username} onClick={() => set({ requester: username })}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {filters.view !== "done" && (
        <Sorting
          filters={filters}
          numbers={known.numbers}
          onSort={(sort, direction) => set({ sort, direction })}
        />
      )}
      <span className={classes.looks}>
        {table && (
          <Columns known={known.names} chosen={columns} onChoose={(next) => state.show(filters, next)} />
        )}
        {!table && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t(density === "dense" ? "inbox.look.roomy" : "inbox.look.dense")}
            onClick={() => onDensity(density === "dense" ? "roomy" : "dense")}
          >
            {density === "dense" ? <IconLayoutList size={18} /> : <IconList size={18} />}
          </ActionIcon>
        )}
        {mayTable && (
          <ActionIcon
            variant={table ? "light" : "subtle"}
            color={table ? "blue" : "gray"}
            size={32}
            aria-pressed={table}
            aria-label={t("inbox.look.table")}
            onClick={() => state.setTable(!table)}
          >
            <IconTable size={18} />
          </ActionIcon>
        )}
      </span>
      {asking && (
        <Suspense>
          <VariableDialog
            names={known.names}
            onClose={() => setAsking(false)}
            onAdd={(condition) => {
              setAsking(false);
              set({ variable: [...(filters.variable ?? []).filter((one) => one !== condition), condition] });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

const most = 8;

function knownOf(tasks: readonly TaskRow[]) {
  const processes = new Map<string, string>();
  const requesters = new Map<string, string>();
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const task of tasks.slice(0, 500)) {
    processes.set(task.processId, task.processName ?? task.processId);
    if (task.requester !== null) requesters.set(task.requester.username, nameOf(task.requester));
    for (const [name, value] of Object.entries(task.summary)) {
      names.add(name);
      if (typeof value === "number") numbers.add(name);
    }
  }
  return { processes, requesters, names: [...names], numbers: [...numbers] };
}

type Direction = "asc" | "desc";
const sorts: readonly [string, string | undefined, Direction | undefined][] = [
  ["due", undefined, undefined],
  ["newest", "created", "desc"],
  ["oldest", "created", "asc"],
  ["priority", "priority", "desc"],
  ["name", "name", "asc"],
];

function Sorting({
  filters,
  numbers,
  onSort,
}: {
  filters: InboxFilters;
  numbers: readonly string[];
  onSort: (sort: string | undefined, direction: Direction | undefined) => void;
}) {
  const { t } = useTranslation();
  const choices = [
    ...sorts.map(([word, sort, direction]) => ({
      label: t(`inbox.sorts.${word as "due"}`),
      sort,
      direction,
    })),
    ...[...new Set([...numbers, ...variableIn(filters.sort)])].slice(0, most).map((name) => ({
      label: t("inbox.sorts.variable", { name: humanize(name) }),
      sort: `variable:${name}`,
      direction: "desc" as const,
    })),
  ];
  const current = choices.find(
    ({ sort, direction }) => sort === filters.sort && direction === filters.direction,
  );
  return (
    <Menu position="bottom-start" width={240} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.tool ?? ""}
          leftSection={<IconArrowsSort size={15} aria-hidden />}
          aria-label={t("inbox.sortNow", { name: current?.label ?? filters.sort })}
        >
          {current?.label ?? filters.sort}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.label}
            rightSection={choice === current ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null}
            onClick={() => onSort(choice.sort, choice.direction)}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const variableIn = (sort: string | undefined): string[] =>
  sort?.startsWith("variable:") === true ? [sort.slice("variable:".length)] : [];

function Columns({
  known,
  chosen,
  onChoose,
}: {
  known: readonly string[];
  chosen: readonly string[];
  onChoose: (columns: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const names = [...chosen, ...known.filter((name) => !chosen.includes(name))];
  return (
    <Menu
      position="bottom-end"
      width={260}
      shadow="md"
      closeOnItemClick={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("inbox.columns")}>
          <IconColumns3 size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes.dropdown ?? ""}>
        <Menu.Label>{t("inbox.columnsText")}</Menu.Label>
        {names.map((name) => (
          <Menu.Item
            key={name}
            rightSection={
              chosen.includes(name) ? <IconCheck size={16} aria-label={t("common.chosen")} /> : null
            }
            onClick={() =>
              onChoose(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
            }
          >
            {humanize(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

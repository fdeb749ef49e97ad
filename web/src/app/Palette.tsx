import "@mantine/spotlight/styles.layer.css";

import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { IconArrowRight, IconFileText, IconInbox, IconSearch } from "@tabler/icons-react";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import { myRequestsQuery } from "@/shared/api/requests.ts";
import { inboxQuery } from "@/shared/api/tasks.ts";
import { useAllCommands } from "@/shared/commands/registry.ts";
import { subjectOf } from "@/shared/format/values.ts";

/** The list is a ScrollArea, though its types don't say so: people who use the keyboard can scroll it. */
const reachable = { viewportProps: { tabIndex: 0 } };

interface Entry {
  id: string;
  group: string;
  label: string;
  description?: string;
  icon: ReactNode;
  run: () => void;
}

const most = 8;

/** Go anywhere, do anything, find a task or a request. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [[store, control]] = useState(createSpotlight);
  const [words, setWords] = useState("");
  const entries = useEntries();
  const found = useMemo(() => matching(entries, words), [entries, words]);

  useEffect(() => {
    control.open();
  }, [control]);

  return (
    <Spotlight.Root
      store={store}
      query={words}
      onQueryChange={setWords}
      onSpotlightClose={onClose}
      shortcut={null}
      scrollable
      maxHeight={440}
      transitionProps={{ duration: 100 }}
    >
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={18} />}
      />
      <Spotlight.ActionsList {...reachable}>
        {found.length === 0 && <Spotlight.Empty>{t("palette.nothing")}</Spotlight.Empty>}
        {[...new Set(found.map((entry) => entry.group))].map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {found
              .filter((entry) => entry.group === group)
              .map((entry) => (
                <Spotlight.Action
                  key={entry.id}
                  label={entry.label}
                  {...(entry.description === undefined ? {} : { description: entry.description })}
                  leftSection={entry.icon}
                  onClick={entry.run}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useEntries(): Entry[] {
  const { t } = useTranslation();
  const locale = useLocale();
  const { me } = useRouteContext({ from: "/app" });
  const navigate = useNavigate();
  const commands = useAllCommands();
  const enabled = me.roles.includes("USER");
  const tasks = useInfiniteQuery({ ...inboxQuery({ view: "all" }), enabled });
  const requests = useInfiniteQuery({ ...myRequestsQuery(), enabled });

  return [
    ...commands
      .filter((command) => command.shortcutOnly !== true && command.id !== "palette")
      .map((command) => ({ ...command, icon: <IconArrowRight size={18} /> })),
    ...(tasks.data?.pages ?? [])
      .flatMap((page) => page.items)
      .map((task) => ({
        id: task.taskKey,
        group: t("places.inbox"),
        label: task.name ?? task.elementId,
        description: [
          subjectOf(task.summary, locale),
          task.requester?.displayName,
          task.businessKey,
          task.processName,
        ]
          .filter((part) => part !== null && part !== undefined)
          .join(" · "),
        icon: <IconInbox size={18} />,
        run: () => void navigate({ to: "/inbox/$taskKey", params: { taskKey: task.taskKey } }),
      })),
    ...(requests.data?.pages ?? [])
      .flatMap((page) => page.items)
      .flatMap(({ processInstanceKey, processName, processId, businessKey }) =>
        processInstanceKey === null
          ? []
          : [
              {
                id: processInstanceKey,
                group: t("places.requests"),
                label: processName ?? processId,
                description: businessKey ?? processInstanceKey,
                icon: <IconFileText size={18} />,
                run: () =>
                  void navigate({ to: "/requests/$processInstanceKey", params: { processInstanceKey } }),
              },
            ],
      ),
  ];
}

function matching(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const seen = new Map<string, number>();
  return entries.filter(({ group, label, description = "", id }) => {
    const text = `${label} ${description} ${id}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) return false;
    const count = (seen.get(group) ?? 0) + 1;
    seen.set(group, count);
    return count <= most;
  });
}

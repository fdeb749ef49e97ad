import {
  IconAlertTriangle,
  IconBolt,
  IconCheck,
  IconHandStop,
  IconMail,
  IconPencil,
  IconPlayerPlay,
  IconRefresh,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { AuditEntry, ElementInstance } from "../api/model.ts";
import { Time } from "../ui/Time.tsx";
import { ToneIcon } from "../ui/ToneIcon.tsx";
import { describeEntry, lookOf, named, type EntryIcon } from "./describeEntry.ts";
import classes from "./process.module.css";

const icons: Record<EntryIcon, typeof IconCheck> = {
  approved: IconCheck,
  rejected: IconX,
  started: IconPlayerPlay,
  person: IconUser,
  engine: IconBolt,
  changed: IconPencil,
  canceled: IconHandStop,
  incident: IconAlertTriangle,
  retried: IconRefresh,
  mail: IconMail,
};

interface HistoryProps {
  entries: readonly AuditEntry[];
  elements?: readonly ElementInstance[] | undefined;
  /** What people are called, by their user names. */
  people?: ReadonlyMap<string, string> | undefined;
}

const nobody: ReadonlyMap<string, string> = new Map();

/** What happened, in words, as it happened. */
export function History({ entries, elements = [], people = nobody }: HistoryProps) {
  const { t } = useTranslation();
  const names = new Map(elements.map(({ elementId, elementName }) => [elementId, elementName]));
  return (
    <ol className={classes.entries}>
      {entries.map((entry) => {
        const { icon, tone } = lookOf(entry);
        return (
          <li key={entry.id} className={classes.entry}>
            <ToneIcon icon={icons[icon]} tone={tone} />
            <div className={classes.entryBody}>
              {describeEntry(named(entry, people), t, names)}
              <div className={classes.entryWhen}>
                <Time at={entry.at} />
              </div>
              {entry.comment !== null && entry.comment !== "" && (
                <p className={classes.comment}>{entry.comment}</p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

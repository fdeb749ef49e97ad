import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Person } from "@/shared/api/model.ts";
import type { TaskDetail } from "@/shared/api/tasks.ts";
import { Note } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";

/** For whom a substitute acts. With one there is nothing to choose; with several nobody is guessed. */
export function useForWhom({ actsFor }: TaskDetail) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const known = actsFor.some(({ username }) => username === chosen) ? chosen : null;
  const named = known ?? (actsFor.length === 1 ? (actsFor[0]?.username ?? null) : null);
  return {
    actsFor,
    chosen: known,
    choose: setChosen,
    missing: missing && known === null,
    body: named === null ? {} : { onBehalfOf: named },
    /** Whether it is clear; asks where it is not. */
    check: () => {
      const clear = actsFor.length === 0 || named !== null;
      setMissing(!clear);
      return clear;
    },
  };
}

export function ForWhom({ actsFor, chosen, choose, missing }: ReturnType<typeof useForWhom>) {
  const { t } = useTranslation();
  const [only, ...others] = actsFor;
  if (only === undefined) return null;
  if (others.length === 0) return <Note>{t("task.forOne", { name: nameOf(only) })}</Note>;
  return (
    <Select
      label={t("task.forWhom")}
      placeholder={t("task.forWhomHint")}
      data={actsFor.map((person: Person) => ({ value: person.username, label: nameOf(person) }))}
      value={chosen}
      onChange={choose}
      error={missing ? t("task.forWhomMissing") : undefined}
    />
  );
}

import { Button, Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { noticePolicyQuery, preferencesQuery, saveNoticePolicy } from "@/shared/api/notices.ts";
import { kindWords } from "@/shared/format/noticeKinds.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Admin.module.css";

/** What people need not hear of at all. */
export function NoticePolicy() {
  const { t } = useTranslation();
  const policy = useQuery(noticePolicyQuery);
  const kinds = useQuery(preferencesQuery);
  return (
    <Section title={t("admin.notices.title")}>
      <p className={classes.muted}>{t("admin.notices.lead")}</p>
      {policy.data === undefined || kinds.data === undefined ? (
        policy.isError || kinds.isError ? (
          <ErrorNote error={policy.error ?? kinds.error} />
        ) : (
          <Skeletons rows={3} height={44} />
        )
      ) : (
        <Kinds all={kinds.data.choices.map(({ kind }) => kind)} mayBeOff={policy.data.mayBeOff} />
      )}
    </Section>
  );
}

function Kinds({ all, mayBeOff }: { all: readonly string[]; mayBeOff: readonly string[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [chosen, setChosen] = useState([...mayBeOff]);
  const save = useMutation({
    mutationFn: saveNoticePolicy,
    onSuccess: async (saved) => {
      client.setQueryData(noticePolicyQuery.queryKey, saved);
      await client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
  return (
    <form
      className={classes.policy}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(chosen);
      }}
    >
      <Checkbox.Group
        label={t("admin.notices.mayBeOff")}
        value={chosen}
        onChange={(next) => {
          save.reset();
          setChosen(next);
        }}
      >
        <div className={classes.choices}>
          {all.map((kind) => (
            <Checkbox key={kind} value={kind} size="md" label={kindWords(t, kind)} />
          ))}
        </div>
      </Checkbox.Group>
      <ErrorNote error={save.error} />
      {save.isSuccess && (
        <Note tone="good" role="status">
          {t("admin.notices.saved")}
        </Note>
      )}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

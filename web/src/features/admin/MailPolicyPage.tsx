import { Button, NumberInput, Radio, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { mailModes, mailPolicyQuery, saveMailPolicy, type MailPolicy } from "@/shared/api/admin.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";

const mostDays = 30;

export function MailPolicyPage() {
  const policy = useQuery(mailPolicyQuery);
  return (
    <AdminPage part="mail">
      {policy.isPending ? (
        <Skeletons rows={3} height={56} />
      ) : policy.isLoadingError ? (
        <ErrorState error={policy.error} onRetry={() => void policy.refetch()} />
      ) : (
        <PolicyForm policy={policy.data} />
      )}
    </AdminPage>
  );
}

function PolicyForm({ policy }: { policy: MailPolicy }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [mode, setMode] = useState(policy.mode);
  const [days, setDays] = useState<number | string>(policy.linkDays);
  const [language, setLanguage] = useState(policy.language);
  const save = useMutation({
    mutationFn: saveMailPolicy,
    onSuccess: (saved) => client.setQueryData(mailPolicyQuery.queryKey, saved),
  });
  const valid = typeof days === "number" && days >= 1 && days <= mostDays;
  const same = mode === policy.mode && days === policy.linkDays && language === policy.language;
  return (
    <form
      className={classes.policy}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) save.mutate({ mode, linkDays: days, language });
      }}
    >
      {policy.missing.map((missing) => (
        <Note key={missing} tone="care" title={t("admin.mail.missing.title")}>
          {t(`admin.mail.missing.${missing}`)}
        </Note>
      ))}
      <Radio.Group
        label={t("admin.mail.mode")}
        value={mode}
        onChange={(value) => setMode(mailModes.find((known) => known === value) ?? mode)}
      >
        <div className={classes.choices}>
          {mailModes.map((choice) => (
            <Radio
              key={choice}
              value={choice}
              label={t(`admin.mail.modes.${choice}.label`)}
              description={t(`admin.mail.modes.${choice}.text`)}
            />
          ))}
        </div>
      </Radio.Group>
      <NumberInput
        label={t("admin.mail.days")}
        description={t("admin.mail.daysHint")}
        min={1}
        max={mostDays}
        allowDecimal={false}
        clampBehavior="strict"
        disabled={mode === "OFF"}
        value={days}
        onChange={setDays}
      />
      <Select
        label={t("admin.mail.language")}
        description={t("admin.mail.languageHint")}
        data={[
          { value: "en", label: "English" },
          { value: "de", label: "Deutsch" },
        ]}
        allowDeselect={false}
        disabled={mode === "OFF"}
        value={language}
        onChange={(value) => setLanguage(value === "de" ? "de" : "en")}
      />
      <ErrorNote error={save.error} />
      {save.isSuccess && same && (
        <Note tone="good" role="status">
          {t("admin.mail.saved")}
        </Note>
      )}
      <div>
        <Button type="submit" size="md" loading={save.isPending} disabled={!valid || same}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

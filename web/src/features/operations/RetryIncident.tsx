import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { resolveIncident, setVariables } from "@/shared/api/operations.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import { changedVariables, editable, type Scoped } from "./editVariables.ts";
import classes from "./Operations.module.css";

interface RetryIncidentProps {
  incident: { incidentKey: string };
  variables: readonly Scoped[];
  /** The process instance: where changed variables go. */
  scope: string;
}

/** Try again, with other variables where that is what it takes. */
export function RetryIncident({ incident, variables, scope }: RetryIncidentProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [before, setBefore] = useState<string | null>(null);
  const [text, setText] = useState("");
  const change = before === null ? { ok: true as const, changed: {} } : changedVariables(before, text);

  const retry = useMutation({
    mutationFn: async () => {
      if (!change.ok) return;
      if (Object.keys(change.changed).length > 0) await setVariables(scope, change.changed);
      await resolveIncident(incident.incidentKey);
    },
    onSuccess: () => {
      setBefore(null);
      void client.invalidateQueries({ queryKey: ["instances"] });
      void client.invalidateQueries({ queryKey: ["incidents"] });
    },
  });
  const edit = () => {
    const json = editable(variables, scope);
    setBefore(json);
    setText(json);
  };

  return (
    <>
      {before !== null && (
        <Textarea
          label={t("operations.retry.variables")}
          description={t("operations.retry.hint")}
          error={change.ok ? undefined : t("operations.retry.notJson")}
          autosize
          minRows={4}
          maxRows={20}
          classNames={{ input: classes.code ?? "" }}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <ErrorNote error={retry.error} />
      {retry.isSuccess && (
        <Note tone="plain" role="status">
          {t("operations.retry.sent")}
        </Note>
      )}
      <div className={classes.buttons}>
        <Button
          loading={retry.isPending}
          disabled={!change.ok}
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => retry.mutate()}
        >
          {t(before === null ? "operations.retry.action" : "operations.retry.changed")}
        </Button>
        {before === null ? (
          <Button variant="default" onClick={edit}>
            {t("operations.retry.edit")}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setBefore(null)}>
            {t("common.cancel")}
          </Button>
        )}
      </div>
    </>
  );
}

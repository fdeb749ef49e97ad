import { Button, Modal, Textarea } from "@mantine/core";
import { useRouteContext } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Person } from "@/shared/api/model.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { PersonPicker } from "@/shared/ui/PersonPicker.tsx";

import classes from "./Task.module.css";
import type { useTaskActs } from "./useTaskActs.ts";

interface DelegateDialogProps {
  delegate: ReturnType<typeof useTaskActs>["delegate"];
  onClose: () => void;
}

/** Gives the task to somebody else, who decides it in their own name. */
export function DelegateDialog({ delegate, onClose }: DelegateDialogProps) {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const [to, setTo] = useState<Person | null>(null);
  const [reason, setReason] = useState("");
  const [checked, setChecked] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("task.delegateTitle")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.delegation}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (to === null || reason.trim() === "") return;
          delegate.mutate({ to: to.username, reason: reason.trim() }, { onSuccess: onClose });
        }}
      >
        <PersonPicker
          label={t("task.delegateTo")}
          description={t("task.delegateHint")}
          required
          except={me.username}
          value={to}
          onChange={setTo}
          error={checked && to === null ? t("task.delegateWhom") : undefined}
        />
        <Textarea
          label={t("task.delegateReason")}
          required
          autosize
          minRows={2}
          maxRows={6}
          value={reason}
          error={checked && reason.trim() === "" ? t("task.delegateWhy") : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNote error={delegate.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={delegate.isPending}>
            {t("task.delegateIt")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Modal, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { IconArrowBackUp, IconBellRinging, IconCopyPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasStatus } from "@/shared/api/problem.ts";
import { remindPeople, requestQuery, withdrawRequest, type RequestDetail } from "@/shared/api/requests.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";

import classes from "./Requests.module.css";

interface RequestActsProps {
  request: RequestDetail;
  processInstanceKey: string;
}

/** What its requester can do with a request; what is not possible is not offered. */
export function RequestActs({ request, processInstanceKey }: RequestActsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { withdraw, remind } = request.may;

  const show = (after: RequestDetail) => {
    client.setQueryData(requestQuery(processInstanceKey).queryKey, after);
    void client.invalidateQueries({ queryKey: ["requests", "mine"] });
    void client.invalidateQueries({ queryKey: ["audit"] });
  };
  const look = (error: unknown) => {
    if (hasStatus(error, 403, 404, 409)) void client.invalidateQueries({ queryKey: ["requests"] });
  };
  const reminding = useMutation({
    mutationFn: () => remindPeople(processInstanceKey),
    onSuccess: show,
    onError: look,
  });
  const withdrawing = useMutation({
    mutationFn: (reason: string) => withdrawRequest(processInstanceKey, reason),
    onSuccess: (after) => {
      setAsking(false);
      show(after);
    },
    onError: look,
  });

  const group = t("commands.request");
  useCommands([
    {
      id: "copy-request",
      label: t("requests.copy"),
      group,
      run: () =>
        void navigate({
          to: "/start/$processId",
          params: { processId: request.processId },
          search: { copy: processInstanceKey },
        }),
    },
    ...(remind.allowed
      ? [{ id: "remind", label: t("requests.remind.action"), group, run: () => reminding.mutate() }]
      : []),
    ...(withdraw.allowed
      ? [{ id: "withdraw", label: t("requests.withdraw.action"), group, run: () => setAsking(true) }]
      : []),
  ]);

  return (
    <>
      {remind.allowed && (
        <Button
          leftSection={<IconBellRinging size={18} aria-hidden />}
          loading={reminding.isPending}
          onClick={() => reminding.mutate()}
        >
          {t("requests.remind.action")}
        </Button>
      )}
      {withdraw.allowed && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t("requests.withdraw.action")}
        </Button>
      )}
      <ButtonLink
        to="/start/$processId"
        params={{ processId: request.processId }}
        search={{ copy: processInstanceKey }}
        variant="default"
        leftSection={<IconCopyPlus size={18} aria-hidden />}
      >
        {t("requests.copy")}
      </ButtonLink>
      {reminding.error !== null && (
        <div className={classes.refusal}>
          <ErrorNote error={reminding.error} />
        </div>
      )}
      {asking && (
        <WithdrawDialog
          pending={withdrawing.isPending}
          error={withdrawing.error}
          onWithdraw={(reason) => withdrawing.mutate(reason)}
          onClose={() => {
            setAsking(false);
            withdrawing.reset();
          }}
        />
      )}
    </>
  );
}

interface WithdrawDialogProps {
  pending: boolean;
  error: unknown;
  onWithdraw: (reason: string) => void;
  onClose: () => void;
}

function WithdrawDialog({ pending, error, onWithdraw, onClose }: WithdrawDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("requests.withdraw.title")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          onWithdraw(reason);
        }}
      >
        <p>{t("requests.withdraw.text")}</p>
        <Textarea
          label={t("requests.withdraw.reason")}
          labelProps={{ mb: 8 }}
          data-autofocus
          autosize
          minRows={2}
          maxRows={6}
          size="md"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNote error={error} />
        <div className={classes.dialogButtons}>
          <Button type="submit" color="red" size="md" loading={pending}>
            {t("requests.withdraw.action")}
          </Button>
          <Button variant="subtle" color="gray" size="md" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

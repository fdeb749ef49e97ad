import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { mailQuery, resend, type MailDetail } from "@/shared/api/deliveries.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import { DeliveryChip } from "@/shared/ui/DeliveryChip.tsx";
import classes from "./Operations.module.css";

const notDelivered = ["BOUNCED", "FAILED", "SUPPRESSED"] as const;

/** One mail: where it stands for each recipient, every try with the server's words, and sending it again. */
export function MailDialog({ notificationId, onClose }: { notificationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const detail = useQuery(mailQuery(notificationId));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={detail.data?.mail.subject ?? t("operations.deliveries.mail")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {detail.isPending ? (
        <Skeletons rows={3} height={48} />
      ) : detail.data === undefined ? (
        <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />
      ) : (
        <Detail detail={detail.data} />
      )}
    </Modal>
  );
}

function Detail({ detail: { mail, tries } }: { detail: MailDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: (address: string | null) => resend(mail.notificationId, address),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const missed = mail.deliveries.filter(({ state }) => notDelivered.some((it) => it === state));
  const instance = mail.deliveries[0]?.processInstanceKey ?? null;
  return (
    <div className={classes.mail}>
      {instance !== null && instance !== "0" && (
        <TextLink
          to="/operations/instances/$processInstanceKey"
          params={{ processInstanceKey: instance }}
          search={{ tab: "messages" }}
        >
          {t("operations.deliveries.instance")}
        </TextLink>
      )}
      {mail.sender !== null && (
        <div className={classes.muted}>{t("operations.deliveries.sender", { sender: mail.sender })}</div>
      )}
      {mail.skipped.length > 0 && (
        <Note tone="care" title={t("operations.deliveries.skipped")}>
          {mail.skipped.join("; ")}
        </Note>
      )}
      <ul className={classes.recipients}>
        {mail.deliveries.map((delivery) => (
          <li key={delivery.address}>
            <span>
              {delivery.address} <span className={classes.muted}>{delivery.username}</span>
            </span>
            <span className={classes.buttons}>
              <DeliveryChip state={delivery.state} />
              {!mail.forgotten && missed.length > 1 && missed.includes(delivery) && (
                <Button
                  variant="default"
                  aria-label={t("operations.deliveries.resendTo", { address: delivery.address })}
                  loading={again.isPending && again.variables === delivery.address}
                  onClick={() => again.mutate(delivery.address)}
                >
                  {t("operations.deliveries.resend", { count: 1 })}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {tries.length > 0 && (
        <Table
          label={t("operations.deliveries.tries")}
          head={[
            t("operations.jobs.created"),
            t("operations.deliveries.address"),
            t("operations.messages.outcome"),
            t("operations.deliveries.answer"),
          ]}
        >
          {tries.map((attempt) => (
            <tr key={`${attempt.address ?? ""} ${attempt.attempt}`}>
              <td>{attempt.at !== null && <Time at={attempt.at} />}</td>
              <td>{attempt.address ?? t("operations.deliveries.all")}</td>
              <td>
                <DeliveryChip state={attempt.outcome} />
              </td>
              <td className={classes.answer}>{attempt.answer}</td>
            </tr>
          ))}
        </Table>
      )}
      <ErrorNote error={again.error} />
      {missed.length > 0 &&
        (mail.forgotten ? (
          <Note tone="info">{t("operations.deliveries.forgotten")}</Note>
        ) : (
          <div className={classes.buttons}>
            <Button
              leftSection={<IconSend size={18} aria-hidden />}
              loading={again.isPending && again.variables === null}
              onClick={() => again.mutate(null)}
            >
              {t("operations.deliveries.resend", { count: missed.length })}
            </Button>
          </div>
        ))}
    </div>
  );
}

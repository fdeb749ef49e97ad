import { Button, Select, TextInput } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconMail, IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import {
  deliveriesQuery,
  deliveryFilterSchema,
  deliveryStates,
  removeSuppression,
  suppressionsQuery,
  type Delivery,
  type DeliveryFilter,
  type Suppression,
} from "@/shared/api/deliveries.ts";
import { clearable } from "@/shared/ui/clearable.ts";
import { DeliveryChip } from "@/shared/ui/DeliveryChip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";
import { useTyped } from "@/shared/ui/useTyped.ts";

import { MailDialog } from "./MailDialog.tsx";
import classes from "./Operations.module.css";
import { OperationsPage } from "./OperationsPage.tsx";

export function DeliveriesPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: "/app/operations/deliveries" });
  const navigate = useNavigate();
  const deliveries = useInfiniteQuery({ ...deliveriesQuery(filter), placeholderData: keepPreviousData });
  const all = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: DeliveryFilter, replace = true) =>
    void navigate({
      to: "/operations/deliveries",
      search: { ...filter, ...part },
      replace,
    });
  const words = useTyped(filter.q ?? "", (q) => change({ q: q || undefined }));

  return (
    <OperationsPage part="deliveries">
      <div className={classes.filters} role="search">
        <TextInput
          type="search"
          label={t("operations.deliveries.search")}
          placeholder={t("operations.deliveries.searchHint")}
          leftSection={<IconSearch size={16} aria-hidden />}
          {...words.input}
        />
        <Select
          label={t("operations.instances.state")}
          placeholder={t("operations.instances.any")}
          {...clearable(t)}
          data={deliveryStates.map((value) => ({ value, label: t(`operations.deliveries.states.${value}`) }))}
          value={filter.standing ?? null}
          onChange={(standing) =>
            change(deliveryFilterSchema.parse({ ...filter, standing: standing ?? undefined }))
          }
        />
      </div>
      {deliveries.isPending ? (
        <Skeletons rows={6} height={48} />
      ) : deliveries.isLoadingError ? (
        <ErrorState error={deliveries.error} onRetry={() => void deliveries.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={IconMail} title={t("operations.deliveries.empty.title")}>
          {t("operations.deliveries.empty.text")}
        </EmptyState>
      ) : (
        <div className={classes.deliveries} aria-busy={deliveries.isPlaceholderData}>
          <Deliveries deliveries={all} onOpen={(mail) => change({ mail }, false)} />
          <MoreButton query={deliveries} />
        </div>
      )}
      <Suppressions words={filter.q} />
      {filter.mail !== undefined && (
        <MailDialog notificationId={filter.mail} onClose={() => change({ mail: undefined })} />
      )}
    </OperationsPage>
  );
}

function Deliveries({
  deliveries,
  onOpen,
}: {
  deliveries: readonly Delivery[];
  onOpen: (notificationId: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Table
      label={t("operations.deliveries.title")}
      head={[
        t("operations.deliveries.recipient"),
        t("operations.messages.subject"),
        t("operations.jobs.state"),
        t("operations.deliveries.answer"),
        t("operations.jobs.created"),
        t("operations.system.act"),
      ]}
    >
      {deliveries.map((delivery) => (
        <tr key={`${delivery.notificationId} ${delivery.address}`}>
          <td>
            {delivery.address}
            {delivery.username !== null && <div className={classes.muted}>{delivery.username}</div>}
          </td>
          <td className={classes.subject}>{delivery.subject}</td>
          <td>
            <DeliveryChip state={delivery.state} />
            {delivery.state === "DEFERRED" && delivery.dueAt !== null && (
              <div className={classes.muted}>
                {t("operations.deliveries.next")} <Time at={delivery.dueAt} />
              </div>
            )}
          </td>
          <td className={classes.answer}>
            <div className={classes.clipped} title={delivery.answer ?? undefined}>
              {delivery.answer}
            </div>
          </td>
          <td>{delivery.queuedAt !== null && <Time at={delivery.queuedAt} />}</td>
          <td>
            <Button
              size="xs"
              variant="default"
              aria-label={t("operations.deliveries.openNamed", {
                subject: delivery.subject,
                address: delivery.address,
              })}
              onClick={() => onOpen(delivery.notificationId)}
            >
              {t("operations.deliveries.open")}
            </Button>
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** Mailboxes that are not there: hidden as long as there are none. */
function Suppressions({ words }: { words: string | undefined }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const suppressions = useInfiniteQuery({
    ...suppressionsQuery(words),
    placeholderData: keepPreviousData,
  });
  const remove = useMutation({
    mutationFn: (suppression: Suppression) => removeSuppression(suppression.address),
    onSuccess: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  if (suppressions.isLoadingError) return <ErrorNote error={suppressions.error} />;
  const all = suppressions.data?.pages.flatMap((page) => page.items) ?? [];
  if (all.length === 0 && remove.error === null) return null;
  return (
    <Section title={t("operations.deliveries.missing.title")}>
      <p className={classes.muted}>{t("operations.deliveries.missing.text")}</p>
      <ErrorNote error={remove.error} />
      <Table
        label={t("operations.deliveries.missing.title")}
        head={[
          t("operations.deliveries.address"),
          t("operations.deliveries.answer"),
          t("operations.deliveries.since"),
          t("operations.system.act"),
        ]}
      >
        {all.map((suppression) => (
          <tr key={suppression.address}>
            <td>{suppression.address}</td>
            <td className={classes.answer}>{suppression.reason}</td>
            <td>{suppression.since !== null && <Time at={suppression.since} />}</td>
            <td>
              <Button
                size="xs"
                variant="default"
                loading={remove.isPending && remove.variables.address === suppression.address}
                aria-label={t("operations.deliveries.missing.removeNamed", {
                  address: suppression.address,
                })}
                onClick={() => remove.mutate(suppression)}
              >
                {t("operations.deliveries.missing.remove")}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
      <MoreButton query={suppressions} />
    </Section>
  );
}

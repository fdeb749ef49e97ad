import { Button, Modal, MultiSelect, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { startableProcessesQuery } from "@/shared/api/definitions.ts";
import type { Person } from "@/shared/api/model.ts";
import { arrangeSubstitution } from "@/shared/api/substitutions.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { PersonPicker } from "@/shared/ui/PersonPicker.tsx";

import classes from "./Substitution.module.css";
import { dayAfter, startOf, today } from "./days.ts";

interface ArrangeDialogProps {
  /** Whose substitute; null for oneself. */
  absent: string | null;
  me: string;
  mayReadProcesses: boolean;
  onClose: () => void;
}

export function ArrangeDialog({ absent, me, mayReadProcesses, onClose }: ArrangeDialogProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const processes = useQuery({ ...startableProcessesQuery, enabled: mayReadProcesses });
  const [substitute, setSubstitute] = useState<Person | null>(null);
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState("");
  const [processIds, setProcessIds] = useState<string[]>([]);
  const [amount, setAmount] = useState<number | string>("");
  const [missing, setMissing] = useState(false);

  const arrange = useMutation({
    mutationFn: (username: string) =>
      arrangeSubstitution({
        absent,
        substitute: username,
        startsAt: from > today() ? startOf(from) : null,
        endsAt: until === "" ? null : startOf(dayAfter(until)),
        processIds,
        maxAmount: typeof amount === "number" ? amount : null,
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["substitutions"] });
      onClose();
    },
  });

  const groups = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const separator = (type: "group" | "decimal", otherwise: string) =>
    groups.find((part) => part.type === type)?.value ?? otherwise;

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("substitution.arrange")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (substitute === null) setMissing(true);
          else arrange.mutate(substitute.username);
        }}
      >
        <PersonPicker
          label={t("substitution.substitute")}
          required
          except={absent ?? me}
          value={substitute}
          onChange={setSubstitute}
          error={missing && substitute === null ? t("substitution.whom") : undefined}
        />
        <div className={classes.days}>
          <TextInput
            type="date"
            label={t("substitution.from")}
            required
            min={today()}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t("substitution.until")}
            description={t("substitution.untilHint")}
            min={from}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </div>
        {mayReadProcesses && (
          <MultiSelect
            label={t("substitution.processes")}
            description={t("substitution.processesHint")}
            data={(processes.data?.items ?? []).map(({ processId, name }) => ({
              value: processId,
              label: name ?? processId,
            }))}
            value={processIds}
            onChange={setProcessIds}
            searchable
          />
        )}
        <NumberInput
          label={t("substitution.amount")}
          description={t("substitution.amountHint")}
          min={0}
          allowNegative={false}
          thousandSeparator={separator("group", ",")}
          decimalSeparator={separator("decimal", ".")}
          hideControls
          value={amount}
          onChange={setAmount}
        />
        <ErrorNote error={arrange.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={arrange.isPending}>
            {t("substitution.arrangeIt")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Group, Modal, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";

const most = 1000;

/** How many jobs of a type run at once. */
export function ConcurrencyDialog({
  name,
  now,
  pending,
  error,
  onSave,
  onClose,
}: {
  name: string;
  now: number | null;
  pending: boolean;
  error: Error | null;
  onSave: (wanted: number | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<number | string>(now ?? "");
  const fits = wanted === "" || (typeof wanted === "number" && wanted >= 1 && wanted <= most);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("operations.workers.changeOf", { name })}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (fits) onSave(typeof wanted === "number" ? wanted : null);
        }}
      >
        <NumberInput
          label={t("operations.workers.atOnce")}
          description={t("operations.workers.atOnceHint")}
          placeholder={t("operations.workers.asConfigured")}
          value={wanted}
          onChange={setWanted}
          min={1}
          max={most}
          allowDecimal={false}
          clampBehavior="none"
          error={fits ? null : t("operations.workers.atOnceError", { most })}
          data-autofocus
        />
        <ErrorNote error={error} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" loading={pending} disabled={!fits}>
            {t("common.save")}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

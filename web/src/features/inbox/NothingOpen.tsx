import { Kbd } from "@mantine/core";
import { IconPointer } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/shared/ui/EmptyState.tsx";

/** Beside the list while no task is open. */
export function NothingOpen() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconPointer} title={t("inbox.pick")}>
      {t("inbox.pickText")} <Kbd>j</Kbd> <Kbd>k</Kbd>
    </EmptyState>
  );
}

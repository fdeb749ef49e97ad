import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/shared/ui/EmptyState.tsx";

export function NoAccessPage() {
  const { t } = useTranslation();
  return (
    <EmptyState page icon={IconLock} title={t("error.forbidden.title")}>
      {t("error.forbidden.text")}
    </EmptyState>
  );
}

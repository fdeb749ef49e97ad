import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { useTitle } from "@/shared/ui/Page.tsx";

export function NoAccessPage() {
  const { t } = useTranslation();
  useTitle(t("error.forbidden.title"), false);
  return (
    <EmptyState icon={IconLock} title={t("error.forbidden.title")}>
      {t("error.forbidden.text")}
    </EmptyState>
  );
}

import { IconCompass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { useTitle } from "@/shared/ui/Page.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  useTitle(t("notFound.title"), false);
  return (
    <EmptyState
      icon={IconCompass}
      title={t("notFound.title")}
      action={<ButtonLink to="/">{t("notFound.home")}</ButtonLink>}
    >
      {t("notFound.text")}
    </EmptyState>
  );
}

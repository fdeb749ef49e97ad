import { useTranslation } from "react-i18next";

import { Door } from "@/features/session/Door.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Door title={t("notFound.title")} lead={t("notFound.text")}>
      <ButtonLink to="/">{t("notFound.home")}</ButtonLink>
    </Door>
  );
}

import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock, IconMinus } from "@tabler/icons-react";
import { useRouteContext } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import type { RequestRow } from "@/shared/api/requests.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { useNow } from "@/shared/ui/useNow.ts";

import { describeStatus } from "./describeStatus.ts";

const icons = {
  info: IconClock,
  good: IconCircleCheck,
  bad: IconCircleX,
  care: IconAlertTriangle,
  plain: IconMinus,
};

export function Status({ request }: { request: RequestRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { me } = useRouteContext({ from: "/app" });
  const { tone, text } = describeStatus(request, now, locale, t, me.username);
  return (
    <Chip tone={tone} icon={icons[tone]}>
      {text}
    </Chip>
  );
}

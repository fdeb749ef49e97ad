import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconMinus,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { RequestRow } from "@/shared/api/requests.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { useNow } from "@/shared/ui/useNow.ts";

import { describeStatus } from "./describeStatus.ts";

const icons = {
  info: IconHourglass,
  good: IconCircleCheck,
  bad: IconCircleX,
  care: IconAlertTriangle,
  plain: IconMinus,
};

export function Status({ request }: { request: RequestRow }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { tone, text } = describeStatus(request, now, i18n.language, t);
  return (
    <Chip tone={tone} icon={icons[tone]}>
      {text}
    </Chip>
  );
}

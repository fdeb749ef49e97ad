import {
  IconCircleCheck,
  IconClock,
  IconHourglass,
  IconMailOff,
  IconMailX,
  IconSend,
  IconX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { DeliveryState } from "@/shared/api/deliveries.ts";
import { Chip } from "./Chip.tsx";

const looks = {
  QUEUED: { tone: "plain", icon: IconClock },
  SENDING: { tone: "info", icon: IconSend },
  SENT: { tone: "good", icon: IconCircleCheck },
  DEFERRED: { tone: "care", icon: IconHourglass },
  BOUNCED: { tone: "bad", icon: IconMailX },
  FAILED: { tone: "bad", icon: IconX },
  SUPPRESSED: { tone: "bad", icon: IconMailOff },
} as const;

export function DeliveryChip({ state }: { state: DeliveryState }) {
  const { t } = useTranslation();
  return <Chip {...looks[state]}>{t(`operations.deliveries.states.${state}`)}</Chip>;
}

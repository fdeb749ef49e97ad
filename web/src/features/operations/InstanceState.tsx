import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Instance } from "@/shared/api/operations.ts";
import { Chip } from "@/shared/ui/Chip.tsx";

export function InstanceState({ state, hasIncident }: Pick<Instance, "state" | "hasIncident">) {
  const { t } = useTranslation();
  if (state === "ACTIVE" && hasIncident) {
    return (
      <Chip tone="bad" icon={IconAlertTriangle}>
        {t("operations.state.INCIDENT")}
      </Chip>
    );
  }
  const looks = {
    ACTIVE: { tone: "info", icon: IconPlayerPlay },
    COMPLETED: { tone: "plain", icon: IconCircleCheck },
    TERMINATED: { tone: "plain", icon: IconCircleMinus },
  } as const;
  return <Chip {...looks[state]}>{t(`operations.state.${state}`)}</Chip>;
}

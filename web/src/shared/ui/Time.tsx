import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { exactTime, relativeTime } from "../format/when.ts";
import { useNow } from "./useNow.ts";

/** "3 minutes ago", with the exact time on hover. */
export function Time({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const exact = exactTime(at, i18n.language);
  return (
    <Tooltip label={exact} openDelay={400}>
      <time dateTime={at} className="tabular">
        {relativeTime(at, now, i18n.language)}
      </time>
    </Tooltip>
  );
}

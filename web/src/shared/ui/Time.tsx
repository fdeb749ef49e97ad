import { Tooltip } from "@mantine/core";

import { useLocale } from "../i18n/useLocale.ts";
import { exactTime, relativeTime } from "../format/when.ts";
import { useNow } from "./useNow.ts";

/** "3 minutes ago", with the exact time on hover. */
export function Time({ at }: { at: string }) {
  const locale = useLocale();
  const now = useNow();
  const exact = exactTime(at, locale);
  return (
    <Tooltip label={exact} openDelay={400}>
      <time dateTime={at} className="tabular">
        {relativeTime(at, now, locale)}
      </time>
    </Tooltip>
  );
}

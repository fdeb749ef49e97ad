import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "./ui.module.css";

/** An id, on demand: shown small, copied with one press. */
export function CopyId({ value, label, hidden = false }: { value: string; label: string; hidden?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={classes.copyId}>
      {!hidden && <code>{value}</code>}
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t("common.copied") : t("common.copy", { what: label })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={copied ? t("common.copied") : t("common.copy", { what: label })}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}

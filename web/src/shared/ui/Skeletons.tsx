import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import classes from "./ui.module.css";

/** The outline of what is coming. */
export function Skeletons({ rows = 5, height = 64 }: { rows?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes.skeletons} role="status" aria-label={t("common.loading")}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </div>
  );
}

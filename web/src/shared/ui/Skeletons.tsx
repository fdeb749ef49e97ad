import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import classes from "./ui.module.css";

/** The outline of what is coming. */
export function Skeletons({ rows = 5, height = 64 }: { rows?: number; height?: number }) {
  return (
    <Coming>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Coming>
  );
}

/** The outline of a page whose very title is still on its way. */
export function PageSkeleton({ width = "wide" }: { width?: "reading" | "wide" }) {
  return (
    <div className={classes.page} data-width={width}>
      <Coming>
        <Skeleton height={20} width={120} radius="sm" />
        <Skeleton height={34} width="min(100%, 440px)" radius="sm" />
        <Skeleton height={24} width="min(80%, 280px)" radius="sm" mb="md" />
        <Skeleton height={320} radius="md" />
      </Coming>
    </div>
  );
}

function Coming({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={classes.skeletons} role="status" aria-label={t("common.loading")}>
      {children}
    </div>
  );
}

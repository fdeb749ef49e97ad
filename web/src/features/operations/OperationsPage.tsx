import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Page } from "@/shared/ui/Page.tsx";

import classes from "./Operations.module.css";

const parts = [
  { id: "instances", to: "/operations/instances" },
  { id: "incidents", to: "/operations/incidents" },
  { id: "workers", to: "/operations/workers" },
  { id: "deliveries", to: "/operations/deliveries" },
  { id: "system", to: "/operations/system" },
] as const;

/** The frame of the operator's lists. */
export function OperationsPage({
  part,
  children,
}: {
  part: (typeof parts)[number]["id"];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Page title={t(`operations.${part}.title`)} lead={t(`operations.${part}.lead`)}>
      <nav className={classes.parts} aria-label={t("places.operations")}>
        {parts.map(({ id, to }) => (
          <Link key={id} to={to} className={classes.part} aria-current={id === part ? "page" : undefined}>
            {t(`operations.${id}.title`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}

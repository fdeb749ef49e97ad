import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Page } from "@/shared/ui/Page.tsx";

import classes from "./Admin.module.css";

const parts = [
  { id: "users", to: "/admin/users" },
  { id: "groups", to: "/admin/groups" },
  { id: "calendars", to: "/admin/calendars" },
  { id: "apiKeys", to: "/admin/api-keys" },
  { id: "mail", to: "/admin/approve-by-mail" },
] as const;

interface AdminPageProps {
  part: (typeof parts)[number]["id"];
  actions?: ReactNode;
  children: ReactNode;
}

export function AdminPage({ part, actions, children }: AdminPageProps) {
  const { t } = useTranslation();
  return (
    <Page title={t(`admin.${part}.title`)} lead={t(`admin.${part}.lead`)} actions={actions}>
      <nav className={classes.parts} aria-label={t("places.admin")}>
        {parts.map(({ id, to }) => (
          <Link key={id} to={to} className={classes.part} aria-current={id === part ? "page" : undefined}>
            {t(`admin.${id}.title`)}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}

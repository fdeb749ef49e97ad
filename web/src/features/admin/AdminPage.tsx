import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { meQuery } from "@/shared/api/session.ts";
import { Page } from "@/shared/ui/Page.tsx";

import classes from "./Admin.module.css";

const parts = [
  { id: "users", to: "/admin/users" },
  { id: "groups", to: "/admin/groups" },
  { id: "calendars", to: "/admin/calendars" },
  { id: "apiKeys", to: "/admin/api-keys" },
  { id: "templates", to: "/admin/templates" },
  { id: "mail", to: "/admin/approve-by-mail" },
] as const;

interface AdminPageProps {
  part: (typeof parts)[number]["id"];
  actions?: ReactNode;
  children: ReactNode;
}

export function AdminPage({ part, actions, children }: AdminPageProps) {
  const { t } = useTranslation();
  const me = useQuery(meQuery);
  const mayAll = me.data?.roles.includes("ADMIN") === true;
  return (
    <Page title={t(`admin.${part}.title`)} lead={t(`admin.${part}.lead`)} actions={actions}>
      <nav className={classes.parts} aria-label={t("places.admin")}>
        {parts
          .filter(({ id }) => mayAll || id === "templates")
          .map(({ id, to }) => (
            <Link key={id} to={to} className={classes.part} aria-current={id === part ? "page" : undefined}>
              {t(`admin.${id}.title`)}
            </Link>
          ))}
      </nav>
      {children}
    </Page>
  );
}

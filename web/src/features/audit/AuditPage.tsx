import { TextInput } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { AuditTrail } from "@/shared/process/AuditTrail.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { useTyped } from "@/shared/ui/useTyped.ts";

import classes from "./Audit.module.css";

/** Who did what and when, over everything. */
export function AuditPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: "/app/audit" });
  const navigate = useNavigate();
  const { input } = useTyped(search.processInstanceKey ?? "", (typed) => {
    const key = typed.replace(/\D/g, "");
    void navigate({
      to: "/audit",
      search: { ...search, processInstanceKey: key || undefined },
      replace: true,
    });
  });
  return (
    <Page title={t("audit.title")} lead={t("audit.lead")} width="reading">
      <TextInput
        className={classes.filter ?? ""}
        size="md"
        type="search"
        inputMode="numeric"
        label={t("audit.instance")}
        placeholder={t("audit.instanceHint")}
        leftSection={<IconSearch size={18} aria-hidden />}
        {...input}
      />
      <AuditTrail filter={search} />
    </Page>
  );
}

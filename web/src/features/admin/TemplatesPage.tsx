import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { meQuery } from "@/shared/api/session.ts";
import { templatesQuery, type TemplateSummary } from "@/shared/api/templates.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";
import { NoticePolicy } from "./NoticePolicy.tsx";
import { kindName, languageName } from "./templateWords.ts";

const fitting = /^[a-z][a-z0-9-]{0,62}$/;

/** What mails say: one row for each kind, one link for each language. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const templates = useQuery(templatesQuery);
  const me = useQuery(meQuery);
  const [adding, setAdding] = useState(false);
  return (
    <AdminPage
      part="templates"
      actions={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
          {t("admin.templates.add")}
        </Button>
      }
    >
      {templates.isPending ? (
        <Skeletons rows={6} height={56} />
      ) : templates.isLoadingError ? (
        <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />
      ) : (
        <Templates templates={templates.data.items} />
      )}
      {me.data?.roles.includes("ADMIN") === true && <NoticePolicy />}
      {adding && <AddTemplate onClose={() => setAdding(false)} />}
    </AdminPage>
  );
}

function Templates({ templates }: { templates: readonly TemplateSummary[] }) {
  const { t, i18n } = useTranslation();
  return (
    <Table
      label={t("admin.templates.title")}
      head={[t("admin.templates.kind"), t("admin.templates.languages"), t("admin.templates.state")]}
    >
      {templates.map(({ kind, builtIn, languages, changed }) => (
        <tr key={kind}>
          <td>
            {kindName(t, kind)}
            {!builtIn && <div className={classes.muted}>{t("admin.templates.forProcesses")}</div>}
          </td>
          <td>
            <span className={classes.languages}>
              {languages.map((language) => (
                <TextLink
                  key={language}
                  to="/admin/templates/$kind/$language"
                  params={{ kind, language }}
                  aria-label={t("admin.templates.editNamed", {
                    kind: kindName(t, kind),
                    language: languageName(i18n.language, language),
                  })}
                >
                  {languageName(i18n.language, language)}
                </TextLink>
              ))}
            </span>
          </td>
          <td>
            {changed.length === 0 ? (
              <span className={classes.muted}>{t("admin.templates.asShipped")}</span>
            ) : (
              <Chip tone="info">{t("admin.templates.own", { languages: changed.join(", ") })}</Chip>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** A template of one's own, for the models of one's own processes. */
function AddTemplate({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [kind, setKind] = useState("");
  const [language, setLanguage] = useState("en");
  const valid = fitting.test(kind);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("admin.templates.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) void navigate({ to: "/admin/templates/$kind/$language", params: { kind, language } });
        }}
      >
        <TextInput
          label={t("admin.templates.id")}
          description={t("admin.templates.idHint")}
          required
          data-autofocus
          value={kind}
          error={kind !== "" && !valid && t("admin.templates.idWrong")}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <Select
          label={t("admin.templates.language")}
          data={["en", "de", "fr", "es", "it", "nl", "pl"].map((value) => ({
            value,
            label: languageName(i18n.language, value),
          }))}
          allowDeselect={false}
          value={language}
          onChange={(next) => setLanguage(next ?? language)}
        />
        <div className={classes.buttons}>
          <Button type="submit" disabled={!valid}>
            {t("admin.templates.write")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  restoreTemplate,
  templateQuery,
  templatesQuery,
  type Template,
  type TemplateText,
} from "@/shared/api/templates.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Admin.module.css";
import { lineDiff } from "./lineDiff.ts";

/** Version 0 stands for what ships. */
const shipped = 0;

/** Who changed a template when, what is different now, and going back. */
export function TemplateHistory({ template }: { template: Template }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [compared, setCompared] = useState<number | null>(null);
  const { kind, language } = template;
  const back = useMutation({
    mutationFn: (version: number) => restoreTemplate({ kind, language, version, basedOn: template.version }),
    onSuccess: (saved) => {
      client.setQueryData(templateQuery(kind, language).queryKey, saved);
      return client.invalidateQueries({ queryKey: templatesQuery.queryKey, exact: true });
    },
  });
  if (template.history.length === 0) return null;
  const versions = [
    ...template.history.map((version) => ({ ...version, text: version.text ?? template.shipped })),
    ...(template.shipped === null
      ? []
      : [{ version: shipped, text: template.shipped, restores: null, changedBy: null, changedAt: null }]),
  ];
  return (
    <Section title={t("admin.templates.history")}>
      <ErrorNote error={back.error} />
      <ol className={classes.versions}>
        {versions.map(({ version, text, restores, changedBy, changedAt }) => (
          <li key={version}>
            <div className={classes.version}>
              <strong>
                {version === shipped
                  ? t("admin.templates.asShipped")
                  : t("admin.templates.version", { version })}
              </strong>
              {changedAt !== null && (
                <span className={classes.muted}>
                  {changedBy}, <Time at={changedAt} />
                </span>
              )}
              {restores !== null && (
                <span className={classes.muted}>
                  {restores === shipped
                    ? t("admin.templates.restoresShipped")
                    : t("admin.templates.restores", { version: restores })}
                </span>
              )}
              {version !== template.version && text !== null && (
                <span className={classes.buttons}>
                  <Button
                    size="xs"
                    variant="default"
                    aria-expanded={compared === version}
                    onClick={() => setCompared(compared === version ? null : version)}
                  >
                    {t("admin.templates.compare")}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    loading={back.isPending && back.variables === version}
                    onClick={() => back.mutate(version)}
                  >
                    {t("admin.templates.goBack")}
                  </Button>
                </span>
              )}
            </div>
            {compared === version && text !== null && template.text !== null && (
              <Difference before={text} after={template.text} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

const written = ({ subject, html, text }: TemplateText) =>
  [subject, "", html.trim(), text ?? ""].join("\n").trim();

function Difference({ before, after }: { before: TemplateText; after: TemplateText }) {
  const { t } = useTranslation();
  const marks = { same: " ", added: "+", removed: "−" } as const;
  return (
    <pre className={classes.difference} tabIndex={0} aria-label={t("admin.templates.difference")}>
      {lineDiff(written(before), written(after)).map(({ kind, text }, index) => (
        <span key={index} data-kind={kind}>
          {marks[kind]} {text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

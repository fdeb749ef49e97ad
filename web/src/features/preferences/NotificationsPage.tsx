import { Button, Checkbox, NativeSelect, Select, Switch, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import {
  preferencesQuery,
  savePreferences,
  tryWebhook,
  timings,
  type Choice,
  type Preferences,
} from "@/shared/api/notices.ts";
import { kindWords } from "@/shared/format/noticeKinds.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Preferences.module.css";

/** How I want to hear of things. */
export function NotificationsPage() {
  const { t } = useTranslation();
  const preferences = useQuery(preferencesQuery);
  return (
    <Page title={t("preferences.title")} lead={t("preferences.lead")} width="reading">
      {preferences.isPending ? (
        <Skeletons rows={6} height={64} />
      ) : preferences.isLoadingError ? (
        <ErrorState error={preferences.error} onRetry={() => void preferences.refetch()} />
      ) : (
        <Wishes known={preferences.data} />
      )}
    </Page>
  );
}

const minutes = (time: string) => time.slice(0, 5);
const box = { body: classes.box ?? "" };
const mostZones = 50;
const usualNight = { from: "20:00", until: "07:00" };

function Wishes({ known }: { known: Preferences }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [zone, setZone] = useState(known.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [digestAt, setDigestAt] = useState(minutes(known.digestAt));
  const [quiet, setQuiet] = useState(known.quiet !== null);
  const [from, setFrom] = useState(minutes(known.quiet?.from ?? usualNight.from));
  const [until, setUntil] = useState(minutes(known.quiet?.until ?? usualNight.until));
  const [webhook, setWebhook] = useState(known.webhook ?? "");
  const [choices, setChoices] = useState(known.choices);
  const save = useMutation({
    mutationFn: savePreferences,
    onSuccess: (saved) => client.setQueryData(preferencesQuery.queryKey, saved),
  });
  const change = (kind: string, next: Partial<Choice>) => {
    save.reset();
    setChoices((before) => before.map((choice) => (choice.kind === kind ? { ...choice, ...next } : choice)));
  };
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      save.reset();
      set(value);
    };
  const daily = choices.some(({ mail, timing }) => mail && timing === "DAILY");
  const nowhere = choices.some((choice) => isOff(choice) && !choice.mayBeOff);
  const unknown = webhook.trim() === "" && choices.some((choice) => choice.webhook);
  const complete = digestAt !== "" && (!quiet || (from !== "" && until !== "" && from !== until));

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({
          zone,
          digestAt,
          quiet: quiet ? { from, until } : null,
          webhook: webhook.trim() || null,
          webhooks: known.webhooks,
          choices,
        });
      }}
    >
      <Section title={t("preferences.what")}>
        <ul className={classes.kinds}>
          {choices.map((choice) => (
            <Kind
              key={choice.kind}
              choice={choice}
              webhooks={known.webhooks}
              onChange={(next) => change(choice.kind, next)}
            />
          ))}
        </ul>
        <p className={classes.muted}>{t("preferences.always")}</p>
      </Section>
      {known.webhooks && (
        <Section title={t("preferences.webhook")}>
          <TextInput
            type="url"
            label={t("preferences.webhookAddress")}
            description={t("preferences.webhookHint")}
            placeholder="https://hooks.slack.com/services/…"
            error={unknown && t("preferences.webhookMissing")}
            value={webhook}
            onChange={(event) => edit(setWebhook)(event.currentTarget.value)}
          />
          {webhook.trim() !== "" && <Trial saved={webhook.trim() === known.webhook} />}
        </Section>
      )}
      <Section title={t("preferences.when")}>
        <div className={classes.times}>
          <Select
            label={t("preferences.zone")}
            description={t("preferences.zoneHint")}
            searchable
            limit={mostZones}
            allowDeselect={false}
            data={zones(zone)}
            value={zone}
            onChange={(value) => edit(setZone)(value ?? zone)}
            nothingFoundMessage={t("preferences.noZone")}
          />
          {daily && (
            <TextInput
              type="time"
              label={t("preferences.digestAt")}
              description={t("preferences.digestHint")}
              value={digestAt}
              onChange={(event) => edit(setDigestAt)(event.currentTarget.value)}
            />
          )}
        </div>
        <Switch
          mt="lg"
          size="md"
          label={t("preferences.quiet")}
          description={t("preferences.quietHint")}
          checked={quiet}
          onChange={(event) => edit(setQuiet)(event.currentTarget.checked)}
        />
        {quiet && (
          <div className={classes.hours}>
            <TextInput
              type="time"
              label={t("preferences.from")}
              value={from}
              onChange={(event) => edit(setFrom)(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              label={t("preferences.until")}
              value={until}
              onChange={(event) => edit(setUntil)(event.currentTarget.value)}
            />
          </div>
        )}
      </Section>
      <ErrorNote error={save.error} />
      {save.isSuccess && (
        <Note tone="good" role="status">
          {t("preferences.saved")}
        </Note>
      )}
      <div>
        <Button type="submit" size="md" loading={save.isPending} disabled={nowhere || unknown || !complete}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

/** Whether what is written there arrives. */
function Trial({ saved }: { saved: boolean }) {
  const { t } = useTranslation();
  const trial = useMutation({ mutationFn: tryWebhook });
  return (
    <div className={classes.trial}>
      <Button variant="default" disabled={!saved} loading={trial.isPending} onClick={() => trial.mutate()}>
        {t("preferences.webhookTry")}
      </Button>
      <span role="status" className={classes.muted}>
        {saved ? trial.isSuccess && t("preferences.webhookTried") : t("preferences.webhookSaveFirst")}
      </span>
      <ErrorNote error={saved ? trial.error : null} />
    </div>
  );
}

const isOff = ({ mail, inApp, webhook }: Choice) => !mail && !inApp && !webhook;

interface KindProps {
  choice: Choice;
  webhooks: boolean;
  onChange: (next: Partial<Choice>) => void;
}

function Kind({ choice, webhooks, onChange }: KindProps) {
  const { t } = useTranslation();
  const { kind, timing, mail, inApp, webhook, mayBeOff } = choice;
  const name = kindWords(t, kind);
  return (
    <li className={classes.kind}>
      <fieldset className={classes.choice}>
        <legend className={classes.name}>{name}</legend>
        <Checkbox
          size="md"
          classNames={box}
          label={t("preferences.inApp")}
          checked={inApp}
          onChange={(event) => onChange({ inApp: event.currentTarget.checked })}
        />
        {webhooks && (
          <Checkbox
            size="md"
            classNames={box}
            label={t("preferences.byWebhook")}
            checked={webhook}
            onChange={(event) => onChange({ webhook: event.currentTarget.checked })}
          />
        )}
        <Checkbox
          size="md"
          classNames={box}
          label={t("preferences.mail")}
          checked={mail}
          onChange={(event) => onChange({ mail: event.currentTarget.checked })}
        />
        <NativeSelect
          aria-label={t("preferences.timingOf", { name })}
          className={classes.timing ?? ""}
          data={timings.map((value) => ({ value, label: t(`preferences.timings.${value}`) }))}
          disabled={!mail}
          value={timing}
          onChange={({ currentTarget: { value } }) =>
            onChange({ timing: timings.find((it) => it === value) ?? timing })
          }
        />
      </fieldset>
      {isOff(choice) && (
        <p className={mayBeOff ? classes.muted : classes.problem} role={mayBeOff ? undefined : "alert"}>
          {t(mayBeOff ? "preferences.off" : "preferences.notOff")}
        </p>
      )}
    </li>
  );
}

/** As the browser knows them, and the one that is chosen. */
function zones(chosen: string): string[] {
  return [...new Set([chosen, "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}

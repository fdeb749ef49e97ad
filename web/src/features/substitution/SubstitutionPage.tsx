import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext, useSearch } from "@tanstack/react-router";
import { IconArrowsExchange, IconPlus } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { usersQuery } from "@/shared/api/admin.ts";
import { startableProcessesQuery } from "@/shared/api/definitions.ts";
import { endSubstitution, substitutionsQuery, type Substitution } from "@/shared/api/substitutions.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { Avatar } from "@/shared/ui/Avatar.tsx";
import { Chip } from "@/shared/ui/Chip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import { ArrangeDialog } from "./ArrangeDialog.tsx";
import { DoneForMe } from "./DoneForMe.tsx";
import { describeSubstitution } from "./describeSubstitution.ts";
import classes from "./Substitution.module.css";

/** Who acts for me while I am away, and for whom I act; for administrators the same of anybody. */
export function SubstitutionPage() {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const { absent, arrange } = useSearch({ from: "/app/substitution" });
  const navigate = useNavigate();
  const whose = absent ?? null;
  const username = whose ?? me.username;
  const users = useQuery({ ...usersQuery, enabled: whose !== null && me.roles.includes("ADMIN") });
  const name = users.data?.items.find((user) => user.username === whose)?.displayName ?? username;
  const substitutions = useInfiniteQuery(substitutionsQuery(whose));
  const all = substitutions.data?.pages.flatMap((page) => page.items) ?? [];
  const lasting = all.filter(({ state }) => state !== "ENDED");
  const acting = lasting.filter((one) => one.absent.username === username);
  const standingIn = lasting.filter((one) => one.substitute.username === username);
  const over = all.filter(({ state }) => state === "ENDED");
  const isUser = me.roles.includes("USER");

  const open = (dialog: boolean) =>
    void navigate({ to: "/substitution", search: { absent, arrange: dialog ? "yes" : undefined } });
  const button = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open(true)}>
      {t("substitution.arrange")}
    </Button>
  );

  return (
    <Page
      title={whose === null ? t("substitution.title") : t("substitution.titleOf", { name })}
      lead={t(whose === null ? "substitution.lead" : "substitution.leadOf")}
      width="reading"
      actions={acting.length > 0 ? button : undefined}
    >
      {substitutions.isPending ? (
        <Skeletons rows={3} height={72} />
      ) : substitutions.isLoadingError ? (
        <ErrorState error={substitutions.error} onRetry={() => void substitutions.refetch()} />
      ) : (
        <>
          {acting.length === 0 ? (
            <EmptyState
              icon={IconArrowsExchange}
              title={t(whose === null ? "substitution.none.title" : "substitution.none.titleOf", { name })}
              action={button}
            >
              {t(whose === null ? "substitution.none.text" : "substitution.none.textOf")}
            </EmptyState>
          ) : (
            <Section
              title={t(whose === null ? "substitution.actsFor" : "substitution.actsForOther", { name })}
            >
              <List substitutions={acting} side="substitute" />
            </Section>
          )}
          {standingIn.length > 0 && (
            <Section
              title={t(whose === null ? "substitution.youActFor" : "substitution.otherActsFor", { name })}
            >
              <List substitutions={standingIn} side="absent" />
            </Section>
          )}
          {whose === null && isUser && <DoneForMe />}
          {over.length > 0 && (
            <Section title={t("substitution.over")}>
              <List substitutions={over} side="both" />
            </Section>
          )}
          <MoreButton query={substitutions} />
        </>
      )}
      {arrange !== undefined && (
        <ArrangeDialog
          absent={whose}
          me={me.username}
          mayReadProcesses={isUser}
          onClose={() => open(false)}
        />
      )}
    </Page>
  );
}

interface ListProps {
  substitutions: readonly Substitution[];
  /** Whom it is about. */
  side: "absent" | "substitute" | "both";
}

function List({ substitutions, side }: ListProps) {
  return (
    <ul className={classes.rows}>
      {substitutions.map((substitution) => (
        <Row key={substitution.id} substitution={substitution} side={side} />
      ))}
    </ul>
  );
}

function Row({ substitution, side }: { substitution: Substitution; side: ListProps["side"] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const id = useId();
  const { me } = useRouteContext({ from: "/app" });
  const client = useQueryClient();
  const processes = useQuery({ ...startableProcessesQuery, enabled: me.roles.includes("USER") });
  const names = new Map(
    (processes.data?.items ?? []).map(({ processId, name }) => [processId, name ?? processId]),
  );
  const end = useMutation({
    mutationFn: () => endSubstitution(substitution.id),
    onSettled: () => client.invalidateQueries({ queryKey: ["substitutions"] }),
  });
  const { absent, substitute, state } = substitution;
  const mayEnd =
    state !== "ENDED" &&
    (me.roles.includes("ADMIN") || absent.username === me.username || substitution.createdBy === me.username);
  const who: ReactNode =
    side === "both"
      ? t("substitution.pair", { substitute: nameOf(substitute), absent: nameOf(absent) })
      : nameOf(side === "absent" ? absent : substitute);

  return (
    <li className={classes.row}>
      <Avatar name={nameOf(side === "absent" ? absent : substitute)} size={36} />
      <div className={classes.what}>
        <span className={classes.who} id={id}>
          <strong>{who}</strong>
          {state === "PLANNED" && <Chip>{t("substitution.planned")}</Chip>}
          {state === "ACTIVE" && <Chip tone="good">{t("substitution.active")}</Chip>}
        </span>
        <span className={classes.muted}>{describeSubstitution(substitution, names, locale, t)}</span>
        <ErrorNote error={end.error} />
      </div>
      {mayEnd && (
        <Button variant="default" aria-describedby={id} loading={end.isPending} onClick={() => end.mutate()}>
          {t(state === "PLANNED" ? "substitution.cancel" : "substitution.end")}
        </Button>
      )}
    </li>
  );
}

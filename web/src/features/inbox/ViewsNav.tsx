import { Menu, UnstyledButton } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  IconCheck,
  IconCheckbox,
  IconChevronDown,
  IconFilter,
  IconInbox,
  IconStack2,
  IconUser,
  IconUserShare,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { savedViewsQuery, viewCountsQuery } from "@/shared/api/inboxViews.ts";
import type { Me } from "@/shared/api/session.ts";
import { builtInViews, type BuiltInView, type InboxSearch } from "@/shared/inbox/filters.ts";
import { nameOf } from "@/shared/ui/people.ts";

import classes from "./Views.module.css";

type Icon = ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean; className?: string }>;

const icons: Record<BuiltInView, Icon> = {
  mine: IconUser,
  groups: IconUsersGroup,
  substituted: IconUserShare,
  all: IconInbox,
  done: IconCheckbox,
};

interface Entry {
  view: string;
  label: string;
  icon: Icon;
  /** By whom it is shared; null for one's own. */
  from: string | null;
  shared: boolean;
}

function useEntries(me: Me) {
  const { t } = useTranslation();
  const { data: views = [] } = useQuery(savedViewsQuery);
  const { data: counts } = useQuery({ ...viewCountsQuery, placeholderData: keepPreviousData });
  const covering = counts?.covering ?? [];
  const [first] = covering;
  const builtIn = builtInViews
    .filter((view) => view !== "substituted" || covering.length > 0)
    .map((view): Entry => ({
      view,
      label:
        view === "substituted" && covering.length === 1 && first !== undefined
          ? t("inbox.coveringFor", { name: nameOf(first) })
          : t(`inbox.view.${view}`),
      icon: icons[view],
      from: null,
      shared: false,
    }));
  const saved = views.map((view): Entry => ({
    view: view.id,
    label: view.name,
    icon: view.sharedWith.length > 0 ? IconStack2 : IconFilter,
    from: view.owner.username === me.username ? null : nameOf(view.owner),
    shared: view.sharedWith.length > 0,
  }));
  const countOf = (view: string) => {
    const found = counts?.items.find((count) => count.view === view);
    return found === undefined || found.count === 0
      ? ""
      : found.more
        ? `${found.count}+`
        : String(found.count);
  };
  return { builtIn, saved, countOf };
}

interface ViewsProps {
  view: string;
  me: Me;
}

const inView = (view: string, { layout }: InboxSearch): InboxSearch => ({
  view: view === "all" ? undefined : view,
  layout,
});

/** The lists that there are, with how much is in each. */
export function ViewsNav({ view, me }: ViewsProps) {
  const { t } = useTranslation();
  const { builtIn, saved, countOf } = useEntries(me);
  const item = (entry: Entry) => (
    <li key={entry.view}>
      <Link
        to="/inbox"
        search={(before) => inView(entry.view, before)}
        className={classes.view}
        activeOptions={{ exact: true, includeSearch: true }}
        aria-current={entry.view === view ? "true" : undefined}
      >
        <entry.icon size={18} stroke={1.75} aria-hidden />
        <Label entry={entry} />
        <span className={classes.count}>{countOf(entry.view)}</span>
      </Link>
    </li>
  );
  return (
    <nav className={classes.nav} aria-label={t("inbox.views")}>
      <ul>{builtIn.map(item)}</ul>
      {saved.length > 0 && (
        <>
          <h2 className={classes.heading}>{t("inbox.saved")}</h2>
          <ul>{saved.map(item)}</ul>
        </>
      )}
    </nav>
  );
}

function Label({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  return (
    <span className={classes.label}>
      {entry.label}
      {entry.from !== null ? (
        <small>{t("inbox.sharedBy", { name: entry.from })}</small>
      ) : (
        entry.shared && <small>{t("inbox.shared")}</small>
      )}
    </span>
  );
}

/** The same where there is no room for a column. */
export function ViewsMenu({ view, me }: ViewsProps) {
  const { t } = useTranslation();
  const { builtIn, saved, countOf } = useEntries(me);
  const current = [...builtIn, ...saved].find((entry) => entry.view === view);
  const item = (entry: Entry) => (
    <Menu.Item
      key={entry.view}
      renderRoot={(props: object) => (
        <Link {...props} to="/inbox" search={(before) => inView(entry.view, before)} />
      )}
      leftSection={<entry.icon size={18} stroke={1.75} aria-hidden />}
      rightSection={
        <span className={classes.count}>
          {countOf(entry.view)}
          {entry.view === view && <IconCheck size={16} aria-label={t("common.chosen")} />}
        </span>
      }
    >
      <Label entry={entry} />
    </Menu.Item>
  );
  return (
    <Menu position="bottom-start" width={280} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton
          className={classes.menu}
          aria-label={t("inbox.viewsNow", { name: current?.label ?? "" })}
        >
          {current?.label ?? t("inbox.views")}
          <span className={classes.count}>{countOf(view)}</span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {builtIn.map(item)}
        {saved.length > 0 && <Menu.Label>{t("inbox.saved")}</Menu.Label>}
        {saved.map(item)}
      </Menu.Dropdown>
    </Menu>
  );
}

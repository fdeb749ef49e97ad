import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { IconDots, IconPencil, IconTrash, IconUsersGroup } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import {
  changeView,
  createView,
  deleteView,
  savedViewsQuery,
  viewCountsQuery,
  type SavedView,
  type ViewDraft,
} from "@/shared/api/inboxViews.ts";
import type { Me } from "@/shared/api/session.ts";
import { isFiltered } from "@/shared/inbox/filters.ts";
import type { InboxList } from "@/shared/inbox/useInboxFilters.ts";
import { describeError } from "@/shared/ui/describeError.ts";

import classes from "./FilterBar.module.css";
import { draftOf, type ListState } from "./useListState.ts";

const ViewDialog = lazy(() => loadCode(() => import("./ViewDialog.tsx")));

interface SaveViewProps {
  list: InboxList;
  state: ListState;
  me: Me;
}

/** Keeps the list as it is now, for oneself or for one's groups. */
export function SaveView({ list, state, me }: SaveViewProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<"new" | "change" | null>(null);
  const { saved, edited, filters, columns } = list;

  const refresh = async () => {
    void client.invalidateQueries({ queryKey: viewCountsQuery.queryKey });
    await client.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
  };
  const tell = (error: unknown) =>
    notifications.show({
      color: "red",
      title: t("inbox.notSaved"),
      message: describeError(error, t).title,
      closeButtonProps: { "aria-label": t("common.close") },
    });
  const create = useMutation({
    mutationFn: createView,
    onSuccess: async ({ id }) => {
      await refresh();
      setDialog(null);
      state.go({ view: id });
    },
  });
  const change = useMutation({
    mutationFn: ({ view, draft }: { view: SavedView; draft: ViewDraft }) => changeView(view.id, draft),
    onSuccess: async ({ id }) => {
      await refresh();
      setDialog(null);
      state.go({ view: id });
    },
  });
  const remove = useMutation({
    mutationFn: (view: SavedView) => deleteView(view.id),
    onSuccess: async (_, view) => {
      state.go({});
      await refresh();
      const id = notifications.show({
        message: (
          <>
            {t("inbox.deleted", { name: view.name })}{" "}
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                notifications.hide(id);
                create.mutate(draftOf(view), { onError: tell });
              }}
            >
              {t("inbox.undo")}
            </Button>
          </>
        ),
        autoClose: 10_000,
        closeButtonProps: { "aria-label": t("common.close") },
      });
    },
    onError: tell,
  });

  const worthSaving =
    saved === null && (isFiltered(filters) || filters.sort !== undefined || columns.length > 0);
  return (
    <>
      {saved !== null && edited && state.mine && (
        <Button
          variant="light"
          size="compact-sm"
          className={classes.tool ?? ""}
          loading={change.isPending}
          onClick={() =>
            change.mutate(
              { view: saved, draft: { ...draftOf(saved), query: filters, columns } },
              { onError: tell },
            )
          }
        >
          {t("inbox.updateView")}
        </Button>
      )}
      {(worthSaving || edited) && (
        <Button
          variant={edited ? "subtle" : "light"}
          size="compact-sm"
          className={classes.tool ?? ""}
          onClick={() => setDialog("new")}
        >
          {t("inbox.saveView")}
        </Button>
      )}
      {saved !== null && state.mine && (
        <Menu position="bottom-end" width={220} shadow="md" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t("inbox.viewMenu", { name: saved.name })}
            >
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog("change")}>
              {t("inbox.renameView")}
            </Menu.Item>
            {me.groups.length > 0 && (
              <Menu.Item leftSection={<IconUsersGroup size={16} />} onClick={() => setDialog("change")}>
                {t("inbox.shareView")}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={() => remove.mutate(saved)}>
              {t("inbox.deleteView")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog !== null && (
        <Suspense>
          <ViewDialog
            title={t(dialog === "change" ? "inbox.changeView" : "inbox.saveView")}
            name={dialog === "change" ? (saved?.name ?? "") : ""}
            sharedWith={dialog === "change" ? (saved?.sharedWith ?? []) : []}
            groups={me.groups}
            error={dialog === "change" ? change.error : create.error}
            saving={create.isPending || change.isPending}
            onClose={() => {
              create.reset();
              change.reset();
              setDialog(null);
            }}
            onSave={(name, sharedWith) => {
              if (dialog === "change" && saved !== null) {
                change.mutate({ view: saved, draft: { ...draftOf(saved), name, sharedWith } });
              } else {
                create.mutate({ name, sharedWith, query: filters, columns });
              }
            }}
          />
        </Suspense>
      )}
    </>
  );
}

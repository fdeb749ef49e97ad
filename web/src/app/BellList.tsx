import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { IconBell } from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import { noticesQuery, readNotice, type Notice } from "@/shared/api/notices.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Bell.module.css";

export default function BellList({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notices = useInfiniteQuery(noticesQuery);
  const read = useMutation({
    mutationFn: readNotice,
    onSettled: () => client.invalidateQueries({ queryKey: ["notices"] }),
  });
  const all = notices.data?.pages.flatMap(({ items }) => items) ?? [];
  const newest = all[0];
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t("notices.title")}</h2>
        {newest !== undefined && all.some(({ readAt }) => readAt === null) && (
          <Button
            variant="subtle"
            loading={read.isPending}
            onClick={() => read.mutate({ noticeId: newest.noticeId, upTo: true })}
          >
            {t("notices.readAll")}
          </Button>
        )}
      </div>
      <div className={classes.scroll}>
        {notices.isPending ? (
          <div className={classes.pad}>
            <Skeletons rows={3} height={48} />
          </div>
        ) : notices.isLoadingError ? (
          <ErrorState error={notices.error} onRetry={() => void notices.refetch()} />
        ) : all.length === 0 ? (
          <EmptyState icon={IconBell} title={t("notices.empty.title")}>
            {t("notices.empty.text")}
          </EmptyState>
        ) : (
          <ul className={classes.list}>
            {all.map((notice) => (
              <li key={notice.noticeId}>
                <Item
                  notice={notice}
                  onOpen={() => {
                    if (notice.readAt === null) read.mutate({ noticeId: notice.noticeId, upTo: false });
                    if (notice.path !== null) onLeave();
                  }}
                />
              </li>
            ))}
          </ul>
        )}
        {notices.hasNextPage && (
          <div className={classes.pad}>
            <MoreButton query={notices} />
          </div>
        )}
      </div>
      <div className={classes.foot}>
        <TextLink to="/preferences/notifications" onClick={onLeave}>
          {t("notices.preferences")}
        </TextLink>
      </div>
    </>
  );
}

function Item({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { subject, text, path, toldAt, readAt } = notice;
  const { t } = useTranslation();
  const router = useRouter();
  const words = (
    <>
      <span className={classes.subject}>
        {readAt === null && <span className="visually-hidden">{t("notices.new")} </span>}
        {subject}
      </span>
      {text !== null && <span className={classes.text}>{text}</span>}
      {toldAt !== null && (
        <span className={classes.when}>
          <Time at={toldAt} />
        </span>
      )}
    </>
  );
  const open = (event: MouseEvent) => {
    onOpen();
    if (path === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.history.push(path);
  };
  // whatever the server says, it leads to a page of ours
  return path?.startsWith("/") === true && !path.startsWith("//") ? (
    <a href={path} className={classes.item} data-new={readAt === null} onClick={open}>
      {words}
    </a>
  ) : (
    <button type="button" className={classes.item} data-new={readAt === null} onClick={onOpen}>
      {words}
    </button>
  );
}

import { Popover, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import { unreadQuery } from "@/shared/api/notices.ts";

import classes from "./Shell.module.css";

const BellList = lazy(() => loadCode(() => import("./BellList.tsx")));

/** What one was told, and how much of it is new. */
export function Bell() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { data: unread } = useQuery(unreadQuery);
  const count =
    unread === undefined || unread.count === 0 ? null : `${unread.count}${unread.more ? "+" : ""}`;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={400}
      shadow="md"
      hideDetached={false}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.bell}
          aria-label={count === null ? t("notices.title") : t("notices.unread", { number: count })}
          onClick={() => setOpened(!opened)}
        >
          <IconBell size={22} stroke={1.75} aria-hidden />
          {count !== null && (
            <span className={classes.unread} aria-hidden>
              {count}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("notices.title")} maw="calc(100vw - 16px)">
        <Suspense>{opened && <BellList onLeave={() => setOpened(false)} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

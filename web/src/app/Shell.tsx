import { Kbd, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useRouteContext, useRouterState } from "@tanstack/react-router";
import { IconPlus, IconSearch } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import { meQuery, type Me } from "@/shared/api/session.ts";
import { useCommands, useShortcuts } from "@/shared/commands/registry.ts";
import { useLive } from "@/shared/live/useLive.ts";
import { ButtonLink } from "@/shared/ui/links.tsx";

import { Bell } from "./Bell.tsx";
import { OfflineBanner } from "./OfflineBanner.tsx";
import { placesFor } from "./places.ts";
import classes from "./Shell.module.css";
import { UndoNote } from "./UndoNote.tsx";
import { UserMenu } from "./UserMenu.tsx";
import { useInboxCount } from "./useInboxCount.ts";

const Palette = lazy(() => loadCode(() => import("./Palette.tsx")));
const HelpSheet = lazy(() => loadCode(() => import("./HelpSheet.tsx")));
const SignInAgain = lazy(() => loadCode(() => import("@/features/session/SignInAgain.tsx")));

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const navigate = useNavigate();
  const main = useRef<HTMLElement>(null);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const connected = useLive();
  const count = useInboxCount(me);
  const ended = useSessionEnd(me);
  const places = placesFor(me.roles);
  const mayStart = me.roles.includes("USER");

  useShortcuts();
  useCommands([
    ...places.map((place) => ({
      id: `go-${place.id}`,
      label: t(`places.${place.id}`),
      group: t("commands.go"),
      keys: place.keys,
      run: () => void navigate({ to: place.to }),
    })),
    ...(mayStart
      ? [
          {
            id: "start",
            label: t("start.action"),
            group: t("commands.do"),
            keys: "n",
            run: () => void navigate({ to: "/start" }),
          },
          {
            id: "substitution",
            label: t("substitution.menu"),
            group: t("commands.do"),
            run: () => void navigate({ to: "/substitution" }),
          },
        ]
      : []),
    {
      id: "palette",
      label: t("palette.open"),
      group: t("commands.help"),
      keys: "/",
      run: () => setPalette(true),
    },
    { id: "help", label: t("help.title"), group: t("commands.help"), keys: "?", run: () => setHelp(true) },
  ]);

  return (
    <div className={classes.shell}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("shell.skip")}
      </a>
      <header className={classes.top}>
        <Link to="/" className={classes.brand} aria-label="Countersign">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>Countersign</span>
        </Link>
        <UnstyledButton
          className={classes.search}
          onClick={() => setPalette(true)}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={16} aria-hidden />
          <span>{t("palette.open")}</span>
          <Kbd size="xs" aria-hidden>
            {isMac ? "⌘K" : "Ctrl K"}
          </Kbd>
        </UnstyledButton>
        <Bell />
        <UserMenu me={me} onHelp={() => setHelp(true)} />
      </header>
      <nav className={classes.rail} aria-label={t("shell.places")}>
        {mayStart && (
          <ButtonLink
            aria-label={t("start.action")}
            to="/start"
            className={classes.start ?? ""}
            leftSection={<IconPlus size={18} aria-hidden />}
          >
            {t("start.action")}
          </ButtonLink>
        )}
        <ul className={classes.places}>
          {places.map((place) => {
            const here = path.startsWith(`/${place.to.split("/")[1] ?? ""}`);
            return (
              <li key={place.id}>
                <Link to={place.to} className={classes.place} aria-current={here ? "page" : undefined}>
                  <place.icon size={20} stroke={1.75} aria-hidden />
                  <span className={classes.placeName}>{t(`places.${place.id}`)}</span>
                  {place.id === "inbox" && count !== null && (
                    <span className={classes.count}>
                      {count}
                      <span className="visually-hidden"> {t("inbox.openTasks")}</span>
                    </span>
                  )}
                </Link>
              </li>
            );
          })}
          {mayStart && (
            <li className={classes.startOnPhone}>
              <Link
                to="/start"
                className={classes.place}
                aria-current={path.startsWith("/start") ? "page" : undefined}
              >
                <IconPlus size={20} stroke={1.75} aria-hidden />
                <span className={classes.placeName}>{t("start.short")}</span>
              </Link>
            </li>
          )}
        </ul>
      </nav>
      <main id="main" className={classes.main} ref={main} tabIndex={-1}>
        <OfflineBanner connected={connected} />
        <Outlet />
      </main>
      <UndoNote />
      <Suspense>
        <PaletteHost opened={palette} onOpen={setPalette} />
        {help && <HelpSheet onClose={() => setHelp(false)} />}
        {ended && <SignInAgain me={me} />}
      </Suspense>
    </div>
  );
}

/** Whether the session has ended; another tab may begin it anew. Somebody else's begins on a fresh page. */
function useSessionEnd({ username }: Me): boolean {
  const { data: now } = useQuery({ ...meQuery, refetchOnWindowFocus: "always" });
  useEffect(() => {
    if (now && now.username !== username) location.assign("/");
  }, [now, username]);
  return now === null;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

function PaletteHost({ opened, onOpen }: { opened: boolean; onOpen: (opened: boolean) => void }) {
  usePaletteKey(() => onOpen(true));
  return opened ? <Palette onClose={() => onOpen(false)} /> : null;
}

function usePaletteKey(open: () => void) {
  const opened = useEffectEvent(open);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      opened();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

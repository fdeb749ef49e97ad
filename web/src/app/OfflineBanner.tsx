import { IconCloudOff } from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Shell.module.css";

const subscribe = (listener: () => void) => {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
};

/** A blip is not worth a word. */
const patience = 4_000;

export function OfflineBanner({ connected }: { connected: boolean }) {
  const { t } = useTranslation();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const [lost, setLost] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setLost(!connected), connected ? 0 : patience);
    return () => clearTimeout(timer);
  }, [connected]);

  return (
    <div role="status">
      {(!online || lost) && (
        <div className={classes.offline}>
          <IconCloudOff size={18} aria-hidden />
          {online ? t("shell.reconnecting") : t("shell.offline")}
        </div>
      )}
    </div>
  );
}

import { Kbd, Modal } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { useAllCommands, type Command } from "@/shared/commands/registry.ts";

import classes from "./Shell.module.css";

/** Every key that works here. */
export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("help.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {[...groups(commands)].map(([group, members]) => (
        <section key={group} className={classes.helpGroup}>
          <h3>{group}</h3>
          <dl>
            {members.map((command) => (
              <div key={command.id}>
                <dt>{command.label}</dt>
                <dd>
                  <Keys command={command} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}

function Keys({ command }: { command: Command }) {
  const { t } = useTranslation();
  return command.keys?.split(" ").map((key, index) => (
    <Fragment key={key}>
      {index > 0 && ` ${t("help.then")} `}
      <Kbd>{key}</Kbd>
    </Fragment>
  ));
}

function groups(commands: readonly Command[]): Map<string, Command[]> {
  const found = new Map<string, Command[]>();
  for (const command of commands) found.set(command.group, [...(found.get(command.group) ?? []), command]);
  return found;
}

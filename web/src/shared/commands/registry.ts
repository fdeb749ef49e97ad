import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** Something a person can do here: it feeds the palette, the shortcuts and the help sheet. */
export interface Command {
  id: string;
  /** What the palette and the help sheet call it. */
  label: string;
  group: string;
  /** A key as `KeyboardEvent.key` names it, or two of them after one another ("g i"). */
  keys?: string;
  run: () => void;
  /** Not in the palette, such as moving through a list. */
  shortcutOnly?: boolean;
}

export class CommandRegistry {
  private readonly sets = new Map<symbol, readonly Command[]>();
  private readonly listeners = new Set<() => void>();
  private current: readonly Command[] = [];
  private pending = "";

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Later sets win where two share a key: the page over the shell. */
  readonly all = (): readonly Command[] => this.current;

  register(commands: readonly Command[]): () => void {
    const id = Symbol("commands");
    this.sets.set(id, commands);
    this.publish();
    return () => {
      this.sets.delete(id);
      this.publish();
    };
  }

  /** Answers whether the key was a command, or the first half of one. */
  press(key: string): boolean {
    const pressed = this.pending === "" ? key : `${this.pending} ${key}`;
    this.pending = "";
    const command = this.current.findLast((candidate) => candidate.keys === pressed);
    if (command) {
      command.run();
      return true;
    }
    if (this.current.some((candidate) => candidate.keys?.startsWith(`${key} `) === true)) {
      this.pending = key;
      return true;
    }
    return false;
  }

  private publish() {
    this.current = [...this.sets.values()].flat();
    this.listeners.forEach((tell) => tell());
  }
}

export const CommandContext = createContext(new CommandRegistry());

export function useAllCommands(): readonly Command[] {
  const registry = useContext(CommandContext);
  return useSyncExternalStore(registry.subscribe, registry.all);
}

/** Offers commands while the component is on screen. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandContext);
  const run = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run());
  const shape = JSON.stringify(
    commands.map(({ id, label, group, keys, shortcutOnly }) => ({ id, label, group, keys, shortcutOnly })),
  );
  useEffect(() => {
    const shapes = JSON.parse(shape) as Omit<Command, "run">[];
    return registry.register(shapes.map((command) => ({ ...command, run: () => run(command.id) })));
  }, [registry, shape]);
}

/** Listens for the registry's keys, outside of text fields and dialogs. */
export function useShortcuts(): void {
  const registry = useContext(CommandContext);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector("[aria-modal='true']") !== null) return;
      if (event.key === "Enter" && event.target instanceof HTMLElement && event.target !== document.body)
        return;
      if (registry.press(event.key)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [registry]);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest(
      "input:not([type='checkbox'], [type='radio']), textarea, select, [role='combobox'], [role='listbox']",
    ) !== null);

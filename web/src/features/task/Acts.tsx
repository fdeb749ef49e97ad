import type { Me } from "@/shared/api/session.ts";
import type { TaskDetail } from "@/shared/api/tasks.ts";
import type { Filled } from "@/shared/form/FormManager.ts";

import { CompletePanel } from "./CompletePanel.tsx";
import { DecidePanel } from "./DecidePanel.tsx";

export interface ActsProps {
  task: TaskDetail;
  me: Me;
  /** What the form says; valid where there is none. */
  fill: () => Filled;
  onInvalid: () => void;
}

/** A task with a policy is decided, any other is completed. */
export function Acts(props: ActsProps) {
  const { state, hasPolicy, approval } = props.task;
  if (state !== "OPEN" && state !== "CLAIMED") return null;
  return hasPolicy || approval !== null ? <DecidePanel {...props} /> : <CompletePanel {...props} />;
}

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { hasStatus } from "@/shared/api/problem.ts";
import {
  claimTask,
  completeTask,
  decideTask,
  delegateTask,
  taskQuery,
  unclaimTask,
  type CompletionBody,
  type DecisionBody,
  type DelegationBody,
  type TaskPages,
  type TaskStanding,
} from "@/shared/api/tasks.ts";

/** What one can do with a task. The button waits until the page shows how the task stands now. */
export function useTaskActs(taskKey: string) {
  const client = useQueryClient();

  const show = (standing: TaskStanding) => {
    client.setQueriesData<TaskPages>(
      { queryKey: ["inbox", "list"] },
      (known) => known && patched(known, standing),
    );
    // a hint from the server refreshes what is on screen in a moment; what is not is asked for when it shows
    void client.invalidateQueries({ queryKey: ["inbox"], refetchType: "none" });
    void client.invalidateQueries({ queryKey: ["requests"], refetchType: "none" });
    return client.invalidateQueries({ queryKey: taskQuery(taskKey).queryKey });
  };
  // somebody was faster, or it is gone: show how it stands now
  const look = (error: unknown) => {
    if (hasStatus(error, 403, 404, 409))
      for (const about of ["tasks", "inbox"]) void client.invalidateQueries({ queryKey: [about] });
  };
  const act = { onSuccess: show, onError: look };

  return {
    claim: useMutation({ mutationFn: () => claimTask(taskKey), ...act }),
    unclaim: useMutation({ mutationFn: () => unclaimTask(taskKey), ...act }),
    decide: useMutation({ mutationFn: (body: DecisionBody) => decideTask(taskKey, body), ...act }),
    complete: useMutation({ mutationFn: (body: CompletionBody) => completeTask(taskKey, body), ...act }),
    delegate: useMutation({ mutationFn: (body: DelegationBody) => delegateTask(taskKey, body), ...act }),
  };
}

const patched = (known: TaskPages, { decisions: _, ...standing }: TaskStanding): TaskPages => ({
  ...known,
  pages: known.pages.map((page) => ({
    ...page,
    items: page.items.map((row) => (row.taskKey === standing.taskKey ? { ...row, ...standing } : row)),
  })),
});

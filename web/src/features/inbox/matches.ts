import type { TaskRow } from "@/shared/api/tasks.ts";

/** Whether a task has all of the words, anywhere a person would look for them. */
export function matches(task: TaskRow, words: string): boolean {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return true;
  const text = [
    task.name,
    task.processName,
    task.businessKey,
    task.requester?.displayName,
    task.requester?.username,
    task.taskKey,
    task.processInstanceKey,
    ...Object.values(task.summary).filter((value) => typeof value === "string" || typeof value === "number"),
  ]
    .join(" ")
    .toLowerCase();
  return wanted.every((word) => text.includes(word));
}

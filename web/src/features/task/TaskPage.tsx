import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { taskQuery } from "@/shared/api/tasks.ts";
import { keepList } from "@/shared/inbox/filters.ts";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Task.module.css";
import { TaskView } from "./TaskView.tsx";

export function TaskPage() {
  const { t } = useTranslation();
  const { taskKey } = useParams({ from: "/app/inbox/$taskKey" });
  const task = useQuery(taskQuery(taskKey));
  return (
    <div className={classes.page}>
      <TextLink to="/inbox" search={keepList} className={classes.back ?? ""}>
        <IconArrowLeft size={18} aria-hidden /> {t("places.inbox")}
      </TextLink>
      {task.isPending ? (
        <Skeletons rows={4} height={96} />
      ) : task.isLoadingError ? (
        <ErrorState page error={task.error} onRetry={() => void task.refetch()} />
      ) : (
        <TaskView key={taskKey} task={task.data} />
      )}
    </div>
  );
}

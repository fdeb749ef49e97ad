import { useMutation, useQueryClient } from "@tanstack/react-query";

import {
  answerQuestion,
  askRequester,
  deleteComment,
  removeAttachment,
  takeBackQuestion,
  writeComment,
  type Place,
  type Question,
} from "../api/conversation.ts";
import type { Attachment } from "../api/files.ts";

/** What one can do in a conversation. The button waits until the page shows how it stands now. */
export function useConversationActs(place: Place) {
  const client = useQueryClient();
  // a task's conversation is its request's, too
  const show = () =>
    Promise.all(
      ["tasks", "inbox", "requests"].map((about) => client.invalidateQueries({ queryKey: [about] })),
    ).then(() => undefined);
  const act = { onSuccess: show, onError: () => void show() };
  return {
    show,
    comment: useMutation({ mutationFn: (text: string) => writeComment(place, text), ...act }),
    deleteComment: useMutation({ mutationFn: (commentId: string) => deleteComment(commentId), ...act }),
    ask: useMutation({ mutationFn: (text: string) => askRequester(place.key, text), ...act }),
    takeBack: useMutation({ mutationFn: (question: Question) => takeBackQuestion(question), ...act }),
    answer: useMutation({
      mutationFn: ({ questionId, text }: { questionId: string; text: string }) =>
        answerQuestion(place.key, questionId, text),
      ...act,
    }),
    removeFile: useMutation({ mutationFn: (file: Attachment) => removeAttachment(file), ...act }),
  };
}

package io.countersign.engine.conversation;

import io.countersign.engine.tasks.AskedOfRequester;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells lists of requests about questions, with one query for all of them. */
@Component
class AskedQuestions implements AskedOfRequester {

    private final Questions questions;
    private final PersonNames names;

    AskedQuestions(Questions questions, PersonNames names) {
        this.questions = questions;
        this.names = names;
    }

    @Override
    public Map<Long, OpenQuestion> ofRequests(Collection<Long> rootInstanceKeys) {
        var open = new HashMap<Long, OpenQuestion>();
        if (rootInstanceKeys.isEmpty()) {
            return open;
        }
        List<Questions.Stored> found = questions.openOfRequests(rootInstanceKeys);
        List<Question> named =
                names.ofQuestions(found.stream().map(Questions.Stored::question).toList());
        for (int i = 0; i < found.size(); i++) {
            Question question = named.get(i);
            open.putIfAbsent(
                    found.get(i).rootKey(),
                    new OpenQuestion(
                            question.questionId(),
                            question.taskKey(),
                            question.askedBy(),
                            question.text(),
                            question.askedAt()));
        }
        return open;
    }
}

package io.countersign.engine.conversation;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.tasks.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the people of a conversation are called. */
@Component
class PersonNames {

    private final Directory directory;

    PersonNames(Directory directory) {
        this.directory = directory;
    }

    List<Comment> ofComments(List<Comment> comments) {
        Map<String, String> names = names(comments.stream()
                .flatMap(comment -> Stream.concat(Stream.of(comment.by()), comment.mentions().stream())));
        return comments.stream()
                .map(comment -> new Comment(
                        comment.commentId(),
                        comment.taskKey(),
                        named(comment.by(), names),
                        comment.text(),
                        comment.mentions().stream()
                                .map(person -> named(person, names))
                                .toList(),
                        comment.at(),
                        comment.deletedAt()))
                .toList();
    }

    List<Question> ofQuestions(List<Question> questions) {
        Map<String, String> names =
                names(questions.stream().flatMap(question -> Stream.of(question.askedBy(), question.askedOf())));
        return questions.stream()
                .map(question -> new Question(
                        question.questionId(),
                        question.taskKey(),
                        named(question.askedBy(), names),
                        named(question.askedOf(), names),
                        question.text(),
                        question.askedAt(),
                        question.state(),
                        question.answer(),
                        question.answeredAt()))
                .toList();
    }

    private Map<String, String> names(Stream<Person> people) {
        return directory.displayNames(people.map(Person::username).collect(Collectors.toSet()));
    }

    private static Person named(Person person, Map<String, String> names) {
        return new Person(person.username(), names.getOrDefault(person.username(), person.username()));
    }
}

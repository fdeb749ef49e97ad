package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Colleagues, for those who want to give somebody something to do. */
@RestController
@Tag(name = "People")
class PeopleController {

    private static final int LIMIT = 10;
    private static final int MAX_WORDS = 200;

    private final Directory directory;

    record PersonView(String username, String displayName) {

        static PersonView from(Directory.Worker worker) {
            return new PersonView(worker.username(), worker.displayName());
        }
    }

    PeopleController(Directory directory) {
        this.directory = directory;
    }

    @Operation(
            summary = "Find colleagues",
            description =
                    "Those who work in the inbox and have all of these words in their names, at most ten, by name.")
    @GetMapping("/api/v1/people")
    Page<PersonView> find(@RequestParam String search) {
        if (search.length() > MAX_WORDS) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "search may have at most " + MAX_WORDS + " characters.",
                    new FieldError("search", "may have at most " + MAX_WORDS + " characters"));
        }
        List<String> words = List.of(StringUtils.tokenizeToStringArray(search, " \t"));
        return Page.whole(
                directory.search(words, LIMIT).stream().map(PersonView::from).toList());
    }
}

package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Groups;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Administration")
class GroupsController {

    private final Groups groups;

    record NewGroup(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 200) String displayName,
            @NotNull Set<@NotBlank String> members) {}

    /** @param version as last read; a change in between is then answered with 409 */
    record ChangedGroup(
            @NotBlank @Size(max = 200) String displayName,
            @NotNull Set<@NotBlank String> members,
            @Nullable Long version) {}

    GroupsController(Groups groups) {
        this.groups = groups;
    }

    @Operation(summary = "List groups")
    @GetMapping("/api/v1/groups")
    Page<GroupView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return groups.page(Paging.of(limit, cursor, 1)).map(GroupView::from);
    }

    @Operation(summary = "Create a group")
    @PostMapping("/api/v1/groups")
    @ResponseStatus(HttpStatus.CREATED)
    GroupView create(Caller caller, @Valid @RequestBody NewGroup group) {
        return GroupView.from(groups.create(group.id(), group.displayName(), group.members(), caller.actor()));
    }

    @Operation(summary = "Read a group")
    @GetMapping("/api/v1/groups/{groupId}")
    GroupView read(@PathVariable String groupId) {
        return groups.find(groupId)
                .map(GroupView::from)
                .orElseThrow(() -> Problem.notFound(
                        "unknown-group", "There is no such group", "There is no group " + groupId + "."));
    }

    @Operation(summary = "Change a group")
    @PutMapping("/api/v1/groups/{groupId}")
    GroupView change(Caller caller, @PathVariable String groupId, @Valid @RequestBody ChangedGroup group) {
        return GroupView.from(
                groups.change(groupId, group.displayName(), group.members(), group.version(), caller.actor()));
    }

    @Operation(summary = "Delete a group")
    @DeleteMapping("/api/v1/groups/{groupId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String groupId) {
        groups.delete(groupId, caller.actor());
    }
}

package io.countersign.engine.jobworkers.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.jobworkers.ControlJobTypes;
import io.countersign.engine.jobworkers.JobType;
import io.countersign.engine.jobworkers.JobTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Job workers")
class JobTypesController {

    private final JobTypes types;
    private final ControlJobTypes control;

    JobTypesController(JobTypes types, ControlJobTypes control) {
        this.types = types;
        this.control = control;
    }

    /** All of them: there are as many as there are kinds of workers. */
    record JobTypeList(List<JobType> items) {}

    /**
     * What is wanted.
     *
     * @param paused no new jobs are taken; those that run go on
     * @param maxActive how many a node runs at once; null: as it is configured
     */
    record ControlBody(
            @NotNull Boolean paused,
            @Nullable @Min(1) @Max(1000) Integer maxActive) {}

    @Operation(
            summary = "List the kinds of jobs and how their workers do",
            description = "By name, as the workers said it within the last seconds.")
    @GetMapping("/api/v1/job-types")
    JobTypeList list() {
        return new JobTypeList(types.all());
    }

    @Operation(
            summary = "Pause or resume a kind of job, or change how many run at once",
            description = "Workers notice within a second. Jobs wait in the engine meanwhile and lose no try.")
    @PutMapping("/api/v1/job-types/{jobType}/control")
    JobType control(Caller caller, @PathVariable String jobType, @Valid @RequestBody ControlBody body) {
        return control.set(caller, jobType, body.paused(), body.maxActive());
    }
}

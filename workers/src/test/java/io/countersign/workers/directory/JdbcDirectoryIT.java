package io.countersign.workers.directory;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.RealParts;
import io.countersign.workers.directory.Requester.Known;
import io.countersign.workers.directory.Requester.NotYetKnown;
import io.countersign.workers.directory.Requester.Unknown;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Jobs;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDirectoryIT {

    private static final String DATABASE = RealParts.newDatabase();

    private final JdbcClient db = JdbcClient.create(RealParts.asApplication(DATABASE));
    private final JdbcDirectory directory = new JdbcDirectory(db);
    private final JdbcRequesters requesters = new JdbcRequesters(db);
    private final String suffix = UUID.randomUUID().toString();
    private final UUID startId = UUID.randomUUID();
    private final Job job = Jobs.job(ThreadLocalRandom.current().nextLong(1L << 40), startId, NOW, 3);

    @Test
    void findsPeopleWithTheirManagers() {
        person("max" + suffix, null, true);
        person("rita" + suffix, "max" + suffix, true);

        assertThat(directory.person("rita" + suffix))
                .hasValueSatisfying(person -> assertThat(person.manager()).isEqualTo("max" + suffix));
        assertThat(directory.person("nobody")).isEmpty();
    }

    @Test
    void findsMembersWhoCanSignIn() {
        person("a" + suffix, null, true);
        person("b" + suffix, null, false);
        db.sql("insert into user_group (id, display_name) values (?, 'g')")
                .param("g" + suffix)
                .update();
        for (String name : List.of("a", "b")) {
            db.sql("insert into group_member values (?, ?)")
                    .params("g" + suffix, name + suffix)
                    .update();
        }

        assertThat(directory.members("g" + suffix))
                .hasValueSatisfying(members ->
                        assertThat(members).extracting(Person::username).containsExactly("a" + suffix));
        assertThat(directory.members("no" + suffix)).isEmpty();
    }

    @Test
    void knowsTheRequesterByTheInstancesKey() {
        startRequest(UUID.randomUUID(), "rita", job.processInstanceKey());

        assertThat(requesters.of(job)).isEqualTo(new Known("rita"));
    }

    @Test
    void knowsTheRequesterBeforeTheEngineHasNotedTheKey() {
        startRequest(startId, "rita", null);

        assertThat(requesters.of(job)).isEqualTo(new Known("rita"));
    }

    @Test
    void believesNoStartIdThatBelongsToAnotherInstance() {
        startRequest(startId, "boss", job.processInstanceKey() + 7);
        instance(job.processInstanceKey(), job.processInstanceKey());

        assertThat(requesters.of(job)).isEqualTo(new Unknown());
    }

    @Test
    void inheritsTheRequesterFromTheCallingProcess() {
        long caller = job.processInstanceKey() + 7;
        startRequest(startId, "rita", caller);

        assertThat(requesters.of(job)).as("the read model is behind").isEqualTo(new NotYetKnown());
        instance(job.processInstanceKey(), caller);
        assertThat(requesters.of(job)).isEqualTo(new Known("rita"));
    }

    @Test
    void knowsNobodyWhereASystemAskedOrNobodyDid() {
        startRequest(startId, null, job.processInstanceKey());

        assertThat(requesters.of(job)).isEqualTo(new Unknown());
        assertThat(requesters.of(Jobs.job(job.key() + 1_000, null, NOW, 3))).isEqualTo(new Unknown());
    }

    private void person(String username, @Nullable String manager, boolean enabled) {
        db.sql(
                        "insert into app_user (username, display_name, manager, enabled) values (:name, :name, :manager, :enabled)")
                .param("name", username)
                .param("manager", manager)
                .param("enabled", enabled)
                .update();
    }

    private void startRequest(UUID id, @Nullable String requester, @Nullable Long instance) {
        db.sql("""
                        insert into start_request (id, caller, requester, process_id, requested_at, process_instance_key)
                        values (:id, 'user:x', :requester, 'p', now(), :instance)
                        """)
                .param("id", id)
                .param("requester", requester)
                .param("instance", instance)
                .update();
    }

    private void instance(long key, long root) {
        db.sql("""
                        insert into process_instance (key, partition_id, process_definition_key, process_id, version,
                            root_process_instance_key, state)
                        values (?, 1, 1, 'p', 1, ?, 'ACTIVE')
                        """).params(key, root).update();
    }
}

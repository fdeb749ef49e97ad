package io.countersign.engine.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineRows;
import io.countersign.engine.EngineTest;
import io.countersign.engine.Uploads;
import io.countersign.engine.identity.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@EngineTest
class FilesIT {

    private final JdbcClient jdbc;
    private final EngineRows rows;
    private final Cast cast;

    @Autowired
    FilesIT(JdbcClient jdbc, ApplicationContext engine) {
        this.jdbc = jdbc;
        this.rows = new EngineRows(jdbc);
        this.cast = new Cast(engine);
    }

    @Test
    void areReadByThoseWhoMaySeeTheRequestOrATaskOfIt() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        Player cleo = cast.user();
        Player stranger = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long called = rows.instance("p", 1, "ACTIVE", request);
        long task = rows.task().of(called).groups(group).create();
        rows.task().of(request).users(cleo.username()).create();

        Answer ofAnn = send(ann, "/api/v1/requests/" + request + "/attachments");
        Answer ofBen = send(ben, "/api/v1/tasks/" + task + "/attachments");
        assertThat(ofAnn.status()).isEqualTo(201);
        assertThat(ofBen.body().path("taskKey").stringValue()).isEqualTo(Long.toString(task));

        for (Answer added : new Answer[] {ofAnn, ofBen}) {
            for (Player player : new Player[] {ann, ben, cleo, cast.player(Set.of(Role.AUDITOR))}) {
                assertThat(player.browser().get(path(added)).status()).isEqualTo(200);
            }
            assertThat(stranger.browser().get(path(added)).problem()).isEqualTo("attachment-not-visible");
            assertThat(stranger.browser().get(path(added)).status()).isEqualTo(403);
        }
        assertThat(send(stranger, "/api/v1/tasks/" + task + "/attachments").status())
                .isEqualTo(403);
        assertThat(send(stranger, "/api/v1/requests/" + request + "/attachments")
                        .status())
                .isEqualTo(403);
        assertThat(send(cleo, "/api/v1/requests/" + request + "/attachments").problem())
                .isEqualTo("not-the-requester");
        assertThat(send(ann, "/api/v1/requests/4711/attachments").status()).isEqualTo(404);
    }

    @Test
    void areReadWithATaskThatIsForEverybodyButNotThoseOfOtherTasks() {
        Player ann = cast.user();
        Player anybody = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long closed = rows.task().of(request).users(ann.username()).create();
        Answer ofRequest = send(ann, "/api/v1/requests/" + request + "/attachments");
        Answer ofTask = send(ann, "/api/v1/tasks/" + closed + "/attachments");

        assertThat(anybody.browser().get(path(ofRequest)).status()).isEqualTo(403);
        rows.task().of(request).create();
        assertThat(anybody.browser().get(path(ofRequest)).status()).isEqualTo(200);
        assertThat(anybody.browser().get(path(ofTask)).status()).isEqualTo(403);
    }

    @Test
    void areRemovedByTheirUploaderWhileTheRequestGoesOn() {
        String group = cast.group();
        Player ann = cast.user();
        Player ben = cast.user(group);
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        long task = rows.task().of(request).groups(group).create();
        Answer first = send(ben, "/api/v1/tasks/" + task + "/attachments");
        Answer second = send(ben, "/api/v1/tasks/" + task + "/attachments");

        assertThat(ann.browser().delete(path(first)).problem()).isEqualTo("not-the-uploader");
        assertThat(ben.browser().delete(path(first)).status()).isEqualTo(204);
        assertThat(ben.browser().delete(path(first)).status()).isEqualTo(410);
        assertThat(ann.browser().get(path(first)).status()).isEqualTo(410);
        assertThat(jdbc.sql("select content is null and removed_at is not null and name = 'offer.pdf'"
                                + " from task_attachment where id = cast(? as uuid)")
                        .param(first.body().path("attachmentId").stringValue())
                        .query(Boolean.class)
                        .single())
                .isTrue();

        jdbc.sql("update process_instance set state = 'COMPLETED' where key = ?")
                .param(request)
                .update();
        assertThat(ben.browser().delete(path(second)).problem()).isEqualTo("request-ended");
        assertThat(send(ben, "/api/v1/tasks/" + task + "/attachments").problem())
                .isEqualTo("request-ended");
        assertThat(ann.browser().get(path(second)).status()).isEqualTo(200);
    }

    @Test
    void haveALimitedRoom() {
        Player ann = cast.user();
        long request = rows.instance("p", 1, "ACTIVE", null);
        rows.requested(request, ann.username(), null);
        Answer first = send(ann, "/api/v1/requests/" + request + "/attachments");
        jdbc.sql("update task_attachment set size = 50 * 1024 * 1024 - 10 where id = cast(? as uuid)")
                .param(first.body().path("attachmentId").stringValue())
                .update();

        assertThat(send(ann, "/api/v1/requests/" + request + "/attachments").problem())
                .isEqualTo("too-many-attachments");
        ann.browser().delete(path(first));
        assertThat(send(ann, "/api/v1/requests/" + request + "/attachments").status())
                .isEqualTo(201);
    }

    private static Answer send(Player player, String path) {
        return Uploads.send(player.browser(), path, "offer.pdf", Uploads.pdf(player.username()));
    }

    private static String path(Answer added) {
        return "/api/v1/attachments/" + added.body().path("attachmentId").stringValue();
    }
}

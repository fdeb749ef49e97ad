package io.countersign.engine.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineTest;
import io.countersign.engine.Uploads;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@EngineTest
class LooseFilesIT {

    private static final String PATH = "/api/v1/attachments";

    private final JdbcClient jdbc;
    private final Attachments attachments;
    private final LooseFileAging aging;
    private final TransactionTemplate transaction;
    private final Cast cast;

    @Autowired
    LooseFilesIT(
            JdbcClient jdbc,
            Attachments attachments,
            LooseFileAging aging,
            TransactionTemplate transaction,
            ApplicationContext engine) {
        this.jdbc = jdbc;
        this.attachments = attachments;
        this.aging = aging;
        this.transaction = transaction;
        this.cast = new Cast(engine);
    }

    @Test
    void givesAFileBackAsItWasAndOnlyToBeSaved() {
        Player ann = cast.user();
        byte[] content = Uploads.pdf("Grüße".repeat(400_000));

        Answer added = Uploads.send(ann.browser(), PATH, "../Angebot Müller.pdf", content);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().path("name").stringValue()).isEqualTo("Angebot Müller.pdf");
        assertThat(added.body().path("mediaType").stringValue()).isEqualTo("application/pdf");
        assertThat(added.body().path("size").intValue()).isEqualTo(content.length);
        assertThat(added.body().path("uploadedBy").path("displayName").stringValue())
                .isEqualTo("Mr " + ann.username());
        Answer read = ann.browser().get(PATH + "/" + id(added));
        assertThat(read.raw().body()).isEqualTo(new String(content, StandardCharsets.UTF_8));
        assertThat(read.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(read.header("Content-Disposition"))
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''Angebot%20M%C3%BCller.pdf");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Security-Policy")).startsWith("sandbox");
        assertThat(read.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(jdbc.sql(
                                "select encode(sha256, 'hex') = encode(sha256(content), 'hex') from task_attachment where id = ?")
                        .param(id(added))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void isKnownToItsUploaderOnly() {
        Player ann = cast.user();
        Player operator = cast.player(Set.of(Role.USER, Role.OPERATOR));
        UUID id = id(Uploads.send(ann.browser(), PATH, "offer.pdf", Uploads.pdf("a")));

        assertThat(operator.browser().get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(operator.browser().delete(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(ann.browser().delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(ann.browser().get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from audit_entry where object_id = ? and action in"
                                + " ('attachment.added', 'attachment.removed')")
                        .param(id.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatIsEmptyTooLargeOrDisguised() {
        Player ann = cast.user();

        Answer empty = Uploads.send(ann.browser(), PATH, "offer.pdf", new byte[0]);
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.problem()).isEqualTo("attachment-empty");
        Answer disguised = Uploads.send(
                ann.browser(), PATH, "offer.pdf", "<html><body>hi</body></html>".getBytes(StandardCharsets.UTF_8));
        assertThat(disguised.status()).isEqualTo(422);
        assertThat(disguised.body().path("detail").stringValue()).contains("text/html");
        Answer large = Uploads.send(ann.browser(), PATH, "offer.pdf", Uploads.pdf("x".repeat(10 << 20)));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.problem()).isEqualTo("too-large");
        assertThat(Uploads.send(ann.browser(), PATH, "...", Uploads.pdf("a")).problem())
                .isEqualTo("attachment-unnamed");
    }

    @Test
    void keepsRoomForOthers() {
        Player ann = cast.user();
        for (int i = 0; i < 20; i++) {
            assertThat(Uploads.send(ann.browser(), PATH, "offer.pdf", Uploads.pdf("a"))
                            .status())
                    .isEqualTo(201);
        }

        Answer refused = Uploads.send(ann.browser(), PATH, "offer.pdf", Uploads.pdf("a"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("too-many-attachments");
    }

    @Test
    void areHandedInTogetherOrNotAtAll() {
        Player ann = cast.user();
        Player ben = cast.user();
        UUID mine = id(Uploads.send(ann.browser(), PATH, "mine.pdf", Uploads.pdf("a")));
        UUID alsoMine = id(Uploads.send(ann.browser(), PATH, "also.pdf", Uploads.pdf("b")));
        UUID theirs = id(Uploads.send(ben.browser(), PATH, "theirs.pdf", Uploads.pdf("c")));
        UUID start = UUID.randomUUID();

        assertThatThrownBy(() -> handIn(ann, start, null, mine, theirs))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status().value()).isEqualTo(422);
                    assertThat(problem.errors()).hasSize(1);
                    assertThat(problem.errors().getFirst().message()).contains(theirs.toString());
                });
        assertThat(attachments.ofRequest(null, start)).isEmpty();

        handIn(ann, start, null, mine, alsoMine);
        assertThat(attachments.ofRequest(null, start))
                .extracting(Attachment::name)
                .containsExactly("mine.pdf", "also.pdf");
        assertThatThrownBy(() -> handIn(ann, UUID.randomUUID(), null, mine)).isInstanceOf(Problem.class);
        assertThat(ann.browser().get(PATH + "/" + mine).status()).isEqualTo(200);
        assertThat(ben.browser().get(PATH + "/" + mine).status()).isEqualTo(403);
    }

    @Test
    void waitInADraft() {
        Player ann = cast.user();
        UUID draft = UUID.randomUUID();
        UUID first = id(Uploads.send(ann.browser(), PATH, "first.pdf", Uploads.pdf("a")));
        UUID second = id(Uploads.send(ann.browser(), PATH, "second.pdf", Uploads.pdf("b")));

        transaction.executeWithoutResult(status -> attachments.keepInDraft(caller(ann), draft, List.of(first, second)));
        transaction.executeWithoutResult(status -> attachments.keepInDraft(caller(ann), draft, List.of(second)));
        assertThat(attachments.ofDraft(draft)).extracting(Attachment::name).containsExactly("second.pdf");
        assertThat(ann.browser().get(PATH + "/" + first).status()).isEqualTo(404);

        UUID start = UUID.randomUUID();
        assertThatThrownBy(() -> handIn(ann, start, null, second)).isInstanceOf(Problem.class);
        handIn(ann, start, draft, second);
        assertThat(attachments.ofDraft(draft)).isEmpty();
        transaction.executeWithoutResult(status -> attachments.forgetDraft(draft));
        assertThat(attachments.ofRequest(null, start)).hasSize(1);
    }

    @Test
    void goAfterAWeek() {
        Player ann = cast.user();
        UUID old = id(Uploads.send(ann.browser(), PATH, "old.pdf", Uploads.pdf("a")));
        UUID kept = id(Uploads.send(ann.browser(), PATH, "kept.pdf", Uploads.pdf("b")));
        UUID young = id(Uploads.send(ann.browser(), PATH, "young.pdf", Uploads.pdf("c")));
        transaction.executeWithoutResult(
                status -> attachments.keepInDraft(caller(ann), UUID.randomUUID(), List.of(kept)));
        jdbc.sql("update task_attachment set uploaded_at = now() - interval '8 days' where id = any (?)")
                .param(new UUID[] {old, kept})
                .update();

        aging.forgetLooseFiles();

        assertThat(ann.browser().get(PATH + "/" + old).status()).isEqualTo(404);
        assertThat(ann.browser().get(PATH + "/" + kept).status()).isEqualTo(200);
        assertThat(ann.browser().get(PATH + "/" + young).status()).isEqualTo(200);
    }

    private void handIn(Player player, UUID start, @Nullable UUID draft, UUID... ids) {
        transaction.executeWithoutResult(status -> attachments.handIn(caller(player), start, draft, List.of(ids)));
    }

    private static Caller caller(Player player) {
        return new Caller(Caller.Kind.PERSON, player.username(), player.username(), Set.of(Role.USER), Set.of());
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.body().path("attachmentId").stringValue());
    }
}

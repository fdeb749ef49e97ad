package io.countersign.workers.records;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.OwnTemplates;
import io.countersign.notices.Template;
import io.countersign.notices.WriteNotice;
import io.countersign.store.audit.AuditTrail;
import io.countersign.workers.ReadModel;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.directory.Directories;
import io.countersign.workers.directory.Directory;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** What is in a record, from what the engine keeps. */
class MakeRecordIT {

    private static final DataSource DATA = RealParts.asApplication(RealParts.newDatabase());

    private final JdbcClient db = JdbcClient.create(DATA);
    private final ReadModel readModel = new ReadModel(db);
    private final TestClock clock = new TestClock(NOW);
    private final Job job = Jobs.job();
    private final long root = job.processInstanceKey() - 1_000_000;
    private final String form = "f" + UUID.randomUUID();
    private final String rita = person("Rita Sömmer");
    private final String ben = person("Ben Ito");
    private final String max = person("Max Winter");

    @BeforeEach
    void asTheEngineWouldHaveWrittenIt() {
        readModel.instance(root, root, "purchase", "Einkauf", form);
        readModel.instance(job.processInstanceKey(), root, "approval", "Approval", null);
        readModel.form(form, """
                {"components":[{"key":"item","label":"What do you need?"},
                  {"key":"kind","label":"Kind","values":[{"label":"For hire","value":"hire"}]},
                  {"key":"amount","label":"Amount","appearance":{"suffixAdorner":"EUR"}}]}
                """);
        readModel.variables(
                root,
                Map.of(
                        "item",
                        "\"Gabelstapler <rot>\"",
                        "kind",
                        "\"hire\"",
                        "amount",
                        "7400",
                        "internal",
                        "\"hidden\""));
        readModel.task(root + 1, root, "Approve as manager", "{\"policy\":\"all\"}");
        readModel.vote(root + 1, rita, null, "approved", "Looks good.", false, "2026-11-21T07:00:00Z");
        readModel.vote(root + 1, ben, max, "approved", null, true, "2026-11-21T08:00:00Z");
        readModel.task(root + 2, job.processInstanceKey(), "Check the budget", null);
    }

    @Test
    void saysWhoAskedForWhatAndWhoDecidedWhat() throws IOException {
        readModel.job(job.key(), job.processInstanceKey(), "x");

        JobResult result = run(new RecordInputs("Forklift", "Freigabe/2026?.pdf", null, null), Duration.ZERO);

        assertThat(result).isInstanceOf(Completed.class);
        assertThat(text())
                .contains("Forklift", "Einkauf", String.valueOf(root), "Rita Sömmer (" + rita + ")")
                .contains("What do you need?", "Gabelstapler <rot>", "For hire", "€7,400.00")
                .doesNotContain("hidden")
                .contains("Approve as manager", "Approved", "everybody had to approve", "Looks good.")
                .contains("Ben Ito (" + ben + ") on behalf of Max Winter (" + max + "): approved")
                .contains("Saturday, November 21, 2026, 9:00", "CET", "Europe/Berlin")
                .contains("Check the budget", "Completed straight at the process engine");
    }

    @Test
    void isAFileOfTheRequestAndItsDigestIsInTheAudit() throws Exception {
        readModel.job(job.key(), job.processInstanceKey(), "x");

        JobResult result = run(new RecordInputs(null, "Freigabe/2026?", "de", null), Duration.ZERO);

        Map<String, Object> file = db.sql(
                        "select id, name, process_instance_key, media_type, size, sha256, content from task_attachment where id = ?")
                .param(UUID.fromString(record(result).get("attachmentId")))
                .query()
                .singleRow();
        assertThat(record(result)).containsEntry("fileName", "Freigabe_2026.pdf");
        assertThat(file)
                .containsEntry("name", "Freigabe_2026.pdf")
                .containsEntry("process_instance_key", root)
                .containsEntry("media_type", "application/pdf");
        byte[] content = (byte[]) file.get("content");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        assertThat(HexFormat.of().formatHex((byte[]) file.get("sha256"))).isEqualTo(digest);
        assertThat(db.sql("select action || ' ' || after from audit_entry where object_id = ?")
                        .param(String.valueOf(file.get("id")))
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .startsWith("attachment.recorded ")
                .contains(digest);
        assertThat(text()).contains("Entscheidung: Einkauf", "Beantragt von");
    }

    @Test
    void isMadeOnceHoweverOftenTheJobRuns() {
        readModel.job(job.key(), job.processInstanceKey(), "x");

        JobResult first = run(new RecordInputs("A", "a", null, null), Duration.ZERO);
        JobResult second = run(new RecordInputs("B", "b", null, null), Duration.ofHours(1));

        assertThat(second).isEqualTo(first);
        assertThat(db.sql("select count(*) from task_attachment where process_instance_key = ?")
                        .param(root)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void waitsForTheReadModelWithoutUsingUpATry() {
        assertThat(run(new RecordInputs(null, null, null, null), Duration.ZERO))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.counts()).isFalse());
    }

    @Test
    void takesTheTemplatesOfTheOrganisation() throws IOException {
        readModel.job(job.key(), job.processInstanceKey(), "x");
        String own = "own-" + UUID.randomUUID();
        new OwnTemplates(db)
                .add(new OwnTemplates.Version(
                        own,
                        "en",
                        1,
                        new Template("Minutes of {{process}}", "<p>Asked by {{requester}}.</p>", null),
                        null,
                        "ann",
                        NOW));

        assertThat(record(run(new RecordInputs(null, null, "en", own), Duration.ZERO)))
                .containsEntry("fileName", "Minutes of Einkauf.pdf");
        assertThat(text()).contains("Asked by Rita Sömmer");
    }

    @Test
    void saysWhatIsWrongWithAModel() {
        readModel.job(job.key(), job.processInstanceKey(), "x");

        assertThat(run(new RecordInputs(null, null, null, "nobody-wrote-it"), Duration.ZERO))
                .isInstanceOfSatisfying(
                        GiveUp.class, giveUp -> assertThat(giveUp.message()).contains("no template 'nobody-wrote-it'"));
        assertThat(run(new RecordInputs("x".repeat(201), null, null, null), Duration.ZERO))
                .isInstanceOf(GiveUp.class);
    }

    private JobResult run(RecordInputs inputs, Duration later) {
        clock.pass(later);
        Directory directory = Directories.of(DATA);
        RecordSettings settings = new RecordSettings(ZoneId.of("Europe/Berlin"), DataSize.ofMegabytes(10));
        return new MakeRecord(
                        any -> new Requester.Known(rita),
                        directory,
                        new ReadProceedings(db),
                        new RecordWords(directory, settings),
                        new WriteNotice(new OwnTemplates(db)),
                        new RenderPdf(),
                        new RecordFiles(
                                db,
                                new TransactionTemplate(new JdbcTransactionManager(DATA)),
                                new AuditTrail(DATA, Base64.getDecoder().decode(RealParts.AUDIT_KEY))),
                        settings,
                        clock)
                .run(job, inputs);
    }

    private String person(String displayName) {
        String username = "u" + UUID.randomUUID().toString().substring(0, 8);
        db.sql("insert into app_user (username, display_name) values (?, ?)")
                .params(username, displayName)
                .update();
        return username;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> record(JobResult result) {
        assertThat(result).isInstanceOf(Completed.class);
        return (Map<String, String>)
                Objects.requireNonNull(((Completed) result).variables().get("record"));
    }

    private String text() throws IOException {
        byte[] content = db.sql("select content from task_attachment where process_instance_key = ?")
                .param(root)
                .query(byte[].class)
                .single();
        try (PDDocument document = Loader.loadPDF(content)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }
}

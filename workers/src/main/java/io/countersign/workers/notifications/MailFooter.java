package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Job;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** The way from a mail back to the request. Following it decides nothing. */
@Component
class MailFooter {

    private final NotificationSettings settings;

    MailFooter(NotificationSettings settings) {
        this.settings = settings;
    }

    String under(String text, Job job) {
        String link = link(job);
        return link == null ? text : text + "\n\nOpen it in Countersign: " + link + "\n";
    }

    @Nullable
    String underHtml(@Nullable String html, Job job) {
        String link = link(job);
        return html == null || html.isBlank()
                ? null
                : link == null ? html : html + "<p><a href=\"" + link + "\">Open it in Countersign</a></p>";
    }

    private @Nullable String link(Job job) {
        URI baseUrl = settings.baseUrl();
        return baseUrl == null
                ? null
                : StringUtils.trimTrailingCharacter(baseUrl.toString(), '/') + "/requests/" + job.processInstanceKey();
    }
}

package io.countersign.standalone;

import static java.util.Objects.requireNonNull;

import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.calendars.ChangeCalendars;
import io.countersign.engine.identity.ApiKeys;
import io.countersign.engine.identity.Groups;
import io.countersign.engine.identity.UserAccounts;
import io.countersign.engine.processengine.ProcessEngine;
import io.countersign.standalone.demo.DemoCalendars;
import io.countersign.standalone.demo.DemoKey;
import io.countersign.standalone.demo.DemoPeople;
import io.countersign.standalone.demo.DemoProcesses;
import io.countersign.standalone.demo.DemoStore;
import io.countersign.standalone.mailbox.MailServer;
import io.countersign.standalone.mailbox.Mails;
import io.countersign.standalone.orders.Orders;
import io.countersign.store.audit.Actor;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is there only so that Countersign can be tried at once; never with parts that somebody else runs. */
final class Demo {

    private static final Actor SETUP = Actor.system("setup");

    private final DataFolder data;
    private final URI server;
    private final DemoTools.Backends backends;
    private final MailServer mailServer;

    Demo(DataFolder data, URI server, Closing closing) {
        this.data = data;
        this.server = server;
        var clock = Clock.systemUTC();
        this.backends = new DemoTools.Backends(
                new Mails(data.mailbox(), clock), new Orders(data.orders(), new JsonMapper(), clock));
        this.mailServer = closing.add(MailServer.start(backends.mails()));
    }

    DemoTools.Backends backends() {
        return backends;
    }

    /** Where the workers find the mailbox, unless somebody names a mail server of his own, the order system and the store. */
    Map<String, String> workerSettings(Parts parts) {
        var store = requireNonNull(parts.store());
        var settings = new HashMap<>(Map.of(
                "countersign.notifications.base-url",
                server.toString(),
                "countersign.operations.targets.order-system.base-url",
                server + "/order-system",
                "countersign.operations.targets.order-system.allow-private",
                "true",
                "countersign.operations.data-sources.equipment.url",
                store.jdbcUrl(),
                "countersign.operations.data-sources.equipment.username",
                store.owner().user(),
                "countersign.operations.data-sources.equipment.password",
                store.owner().password(),
                "countersign.operations.data-sources.equipment.write",
                "true"));
        if (System.getenv("SPRING_MAIL_HOST") == null) {
            settings.put("spring.mail.host", "127.0.0.1");
            settings.put("spring.mail.port", Integer.toString(mailServer.port()));
        }
        return settings;
    }

    /** @return what to tell the person at the terminal */
    List<String> fill(ApplicationContext engine, Parts parts) throws IOException, InterruptedException {
        new DemoPeople(engine.getBean(UserAccounts.class), engine.getBean(Groups.class), SETUP).create();
        new DemoCalendars(engine.getBean(Calendars.class), engine.getBean(ChangeCalendars.class), SETUP).create();
        var key = new DemoKey(engine.getBean(ApiKeys.class), data.secret("demo-api-key"), SETUP).text();
        new DemoStore(requireNonNull(parts.store()).dataSource()).fill();
        new DemoProcesses(engine.getBean(ProcessEngine.class), engine.getBean(JdbcClient.class)).deploy();
        return List.of(
                "Mailbox: " + server + "/mailbox",
                "Order system: " + server + "/order-system",
                "Demo users: " + String.join(", ", DemoPeople.usernames()) + " (the password of each: "
                        + DemoPeople.PASSWORD + ")",
                "Demo API key: " + key);
    }
}

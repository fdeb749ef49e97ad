package io.countersign.standalone.demo;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store has that the equipment loan lends from; what was lent stays lent. */
public final class DemoStore {

    private final JdbcClient database;

    public DemoStore(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    /** What is there stays as it is. */
    public void fill() {
        database.sql("create table if not exists equipment (article text primary key, total integer not null)")
                .update();
        database.sql("""
                        create table if not exists loan (number bigint generated always as identity,
                            request bigint primary key, article text not null, returned date)
                        """).update();
        database.sql("""
                        insert into equipment values ('projector', 40), ('camera', 20), ('bicycle', 6), ('drone', 0)
                        on conflict do nothing
                        """).update();
    }
}

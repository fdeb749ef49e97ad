package io.countersign.workers.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.workers.expressions.UnfitModel;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SqlStatementTests {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from t where id = :id|select * from t where id = ?",
                "select :id::text|select ?::text",
                "select cast(:id as text), ':id', \":id\" from t|select cast(? as text), ':id', \":id\" from t",
                "select /* :no; */ :id|select /* :no; */ ?",
                "select a[1\\:2] from t where id = :id|select a[1:2] from t where id = ?",
                "select * from t where doc ?? 'key' and id = :id|select * from t where doc ?? 'key' and id = ?",
                "select $$semi; \\:x$$, :id|select $$semi; :x$$, ?",
                "select * from t where id in (:ids)|select * from t where id in (?, ?, ?)",
                "select ';' as semicolon where :id = 1 ;|select ';' as semicolon where ? = 1 ;",
                "(select :id) union (select :id)|(select ?) union (select ?)",
            })
    void putsAQuestionMarkForEveryName(String text, String sql) throws UnfitModel {
        assertThat(query(text, "{'id':7,'ids':[1,2,3]}").sql().strip()).isEqualTo(sql.strip());
    }

    @Test
    void leavesCommentsAlone() throws UnfitModel {
        assertThat(query("-- :nobody's\nselect 1 -- :nobody's; drop table t\n where :id = 1", "{'id':7}")
                        .sql())
                .isEqualTo("-- :nobody's\nselect 1 -- :nobody's; drop table t\n where ? = 1");
    }

    @Test
    void givesEveryValueAsTheDriverTakesIt() throws UnfitModel {
        String given = "{'text':'a','whole':7,'round':7.0,'broken':7.25,'huge':123456789012345678901234567890,"
                + "'yes':true,'none':null,'list':['x',2],'context':{'a':[1]},'lines':[{'a':1},{'a':2}]}";

        assertThat(query(
                                "select :text, :whole, :round, :broken, :huge, :yes, :none, :list, :context, :lines, :jobKey",
                                given)
                        .values())
                .containsExactly(
                        "a",
                        7L,
                        7L,
                        new BigDecimal("7.25"),
                        new BigDecimal("123456789012345678901234567890"),
                        true,
                        null,
                        "x",
                        2L,
                        "{\"a\":[1]}",
                        "[{\"a\":1},{\"a\":2}]",
                        4711L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; delete from t",
                "select 1; select 2",
                "select 1; ;drop table t",
                "select ';'; drop table t",
                "select 1 /* ; */; drop table t",
                "select $$;$$; drop table t",
                "select 1;\n-- a comment\ndrop table t",
            })
    void refusesSeveralStatements(String text) {
        assertRefused(text, SqlKind.QUERY, "one statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from t",
                "insert into t values (1)",
                "set role admin",
                "drop table t",
                "/* select */ drop table t",
                "/* /* */ select */ drop table t",
                "-- select\ndrop table t",
                "commit",
                "copy t to program 'x'",
                "do $$ begin end $$",
                "prepare x as select 1",
                "explain analyze delete from t",
                "call p()",
                "'select'",
                "*",
            })
    void refusesWhatIsNoQuery(String text) {
        assertRefused(text, SqlKind.QUERY, "begins with none of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set role admin",
                "drop table t",
                "alter table t add x int",
                "create table x (a int)",
                "truncate t",
                "grant all on t to public",
                "begin",
                "rollback",
                "copy t from program 'x'",
                "do $$ begin end $$",
                "reset all",
                "discard all",
                "listen x",
                "lock t",
            })
    void refusesWhatIsNoUpdate(String text) {
        assertRefused(text, SqlKind.UPDATE, "begins with none of");
    }

    @Test
    void saysWhichNameHasNoValue() {
        assertRefused("select :id, :other, :third", SqlKind.QUERY, "names :other, :third, which");
    }

    @Test
    void refusesQuestionMarksThatStandForNothing() {
        assertRefused("select * from t where a = ?", SqlKind.QUERY, "question mark");
        assertRefused("select * from t where a = ? and b = :id", SqlKind.QUERY, "question mark");
    }

    @Test
    void refusesNamesWherePostgresKnowsNone() {
        assertRefused("select $$ :id $$", SqlKind.QUERY, "between $$");
    }

    @Test
    void refusesAnEmptyList() {
        assertThatThrownBy(() -> query("select 1 where 1 in (:ids)", "{'ids':[]}"))
                .isInstanceOf(UnfitModel.class)
                .hasMessageContaining("'ids' is an empty list");
    }

    @Test
    void keepsTheJobKeyForItself() {
        assertThatThrownBy(() -> query("select :jobKey", "{'jobKey':1}"))
                .isInstanceOf(UnfitModel.class)
                .hasMessageContaining("key of the job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void saysWhereTheStatementIsMissing(String text) {
        assertRefused(text, SqlKind.QUERY, "no header 'statement'");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertRefused("select 1 " + "/*x*/".repeat(4_001), SqlKind.QUERY, "longer than");
    }

    @Test
    void readsALongStatementInNoTime() throws UnfitModel {
        assertThat(query("/*" + "*x".repeat(9_000) + "*/ select 1", "{}").values())
                .isEmpty();
        assertRefused("/*" + "*".repeat(19_000), SqlKind.QUERY, "begins with none of");
        assertRefused("(".repeat(19_999), SqlKind.QUERY, "begins with none of");
    }

    private static SqlStatement query(String text, String parameters) throws UnfitModel {
        return SqlStatement.of(text, SqlKind.QUERY, parameters(parameters));
    }

    private static SqlParameters parameters(String json) throws UnfitModel {
        Map<String, @Nullable JsonNode> given = new TreeMap<>();
        JSON.readTree(json.replace('\'', '"')).properties().forEach(one -> given.put(one.getKey(), one.getValue()));
        return SqlParameters.of(4711, given);
    }

    private static void assertRefused(String text, SqlKind kind, String why) {
        assertThatThrownBy(() -> SqlStatement.of(text, kind, parameters("{'id':7}")))
                .isInstanceOf(UnfitModel.class)
                .hasMessageContaining(why);
    }
}

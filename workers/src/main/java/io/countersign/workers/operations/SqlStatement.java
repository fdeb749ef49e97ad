package io.countersign.workers.operations;

import io.countersign.workers.expressions.UnfitModel;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/**
 * One statement as the model has it, and the values that go beside it. Nothing of a value ever becomes a part of the statement.
 *
 * @param sql with a question mark for every value
 */
record SqlStatement(String sql, List<@Nullable Object> values) {

    private static final int LONGEST = 20_000;

    /** What comes first, after brackets and comments, of which PostgreSQL knows some within others: these are not understood here. */
    private static final Pattern VERB =
            Pattern.compile("\\A(?:[\\s(]++|--[^\\n]*+\\n|/\\*(?:[^*/]++|\\*(?!/)|/(?!\\*))*+\\*/)*+([A-Za-z]++)");

    static SqlStatement of(@Nullable String text, SqlKind kind, SqlParameters parameters) throws UnfitModel {
        String statement = checked(text, kind);
        try {
            ParsedSql parsed = NamedParameterUtils.parseSqlStatement(statement);
            String sql = NamedParameterUtils.substituteNamedParameters(parsed, parameters);
            List<@Nullable Object> values = flat(NamedParameterUtils.buildValueArray(parsed, parameters, null));
            if (!parameters.missing().isEmpty()) {
                throw new UnfitModel("The statement names :" + String.join(", :", parameters.missing())
                        + ", which the input parameters don't have: add it there (null is a value, too), or write \\:"
                        + " where a colon is meant");
            }
            if (single(sql).bindPositions.length != values.size()) {
                throw new UnfitModel("The statement has a name with a colon where PostgreSQL knows none, as between $$:"
                        + " write \\: there");
            }
            return new SqlStatement(sql, values);
        } catch (InvalidDataAccessApiUsageException e) {
            UnfitModel unfit = new UnfitModel("The statement can't be read: " + e.getMessage() + ". Correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static String checked(@Nullable String text, SqlKind kind) throws UnfitModel {
        String statement = text == null ? "" : text.strip();
        if (statement.isEmpty()) {
            throw new UnfitModel("The task has no header 'statement': add it to the model");
        }
        if (statement.length() > LONGEST) {
            throw new UnfitModel("The statement is longer than " + LONGEST
                    + " characters: make a view or a function of it, correct the model");
        }
        Matcher verb = VERB.matcher(statement);
        if (!verb.find() || !kind.begins(verb.group(1))) {
            throw new UnfitModel("The statement begins with none of " + kind.verbs() + ": correct the model");
        }
        if (single(statement).bindPositions.length > 0) {
            throw new UnfitModel("The statement has a question mark, which stands for nothing: name parameters as"
                    + " :name, and write the operator ? as ??, correct the model");
        }
        return statement;
    }

    /** Read by the driver itself, which would run several one after the other. */
    private static NativeQuery single(String sql) throws UnfitModel {
        try {
            List<NativeQuery> queries = Parser.parseJdbcSql(sql, true, true, true, false, false);
            if (queries.size() == 1) {
                return queries.getFirst();
            }
        } catch (SQLException e) {
            UnfitModel unfit = new UnfitModel("The statement can't be read: " + e.getMessage() + ". Correct the model");
            unfit.initCause(e);
            throw unfit;
        }
        throw new UnfitModel("The task's header 'statement' has to be one statement: correct the model");
    }

    private static List<@Nullable Object> flat(@Nullable Object[] values) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof List<?> several) {
                flat.addAll(several);
            } else {
                flat.add(value);
            }
        }
        return flat;
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}

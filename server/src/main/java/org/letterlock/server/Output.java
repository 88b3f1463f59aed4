package org.letterlock.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command prints its result: a table for people, or one JSON document on standard output for
/// programs.
final class Output {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    CommandSpec command;

    @Option(names = "--json", description = "print one JSON document instead of a table")
    boolean json;

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// One thing: a line a member, or the object itself.
    void one(ObjectNode object) throws IOException {
        if (json) {
            out().println(JSON.writeValueAsString(object));
            return;
        }
        var rows = new ArrayList<List<String>>();
        object.properties().forEach(member -> rows.add(List.of(member.getKey(), text(member.getValue()))));
        align(rows);
    }

    /// Many things: `columns` of each, or `{"name": [all]}`.
    void many(String name, List<String> columns, List<? extends JsonNode> objects) throws IOException {
        if (json) {
            ObjectNode document = object();
            document.putArray(name).addAll(objects);
            out().println(JSON.writeValueAsString(document));
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(columns.stream().map(Output::heading).toList());
        for (JsonNode object : objects) {
            rows.add(columns.stream().map(column -> text(object.path(column))).toList());
        }
        align(rows);
        if (objects.isEmpty()) {
            out().println("(none)");
        }
    }

    /// A line for people alone.
    void say(String line) {
        if (!json) {
            out().println(line);
        }
    }

    /// A line on standard error, for people and programs alike.
    void warn(String line) {
        command.commandLine().getErr().println("letterlock: " + line);
    }

    private static String heading(String member) {
        return member.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(java.util.Locale.ROOT);
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            return value.valueStream().map(Output::text).collect(Collectors.joining(", "));
        }
        // Of a resource of an event, what names it.
        return value.isValueNode() ? value.asText() : value.path("ARN").asText(value.toString());
    }

    private void align(List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out().println(line.toString().stripTrailing());
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}

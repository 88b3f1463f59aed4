package org.letterlock.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Logs go to standard error, a line each: time, level, source, text. Nothing is written to files.
final class Logging {
    /// Held, since the platform forgets the level of a logger that nobody holds.
    private static final Logger LETTERLOCK = Logger.getLogger("org.letterlock");

    private Logging() {}

    /// Starts with warnings alone; a server that runs for long calls [#tellMore].
    static void configure() {
        LogManager.getLogManager().reset();
        var handler = new ConsoleHandler();
        handler.setFormatter(new Line());
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
    }

    static void tellMore() {
        LETTERLOCK.setLevel(Level.INFO);
    }

    private static final class Line extends Formatter {
        @Override
        public String format(LogRecord record) {
            String source = record.getLoggerName();
            return record.getInstant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS) + " "
                    + record.getLevel().getName() + " "
                    + source.substring(source.lastIndexOf('.') + 1) + ": " + formatMessage(record)
                    + (record.getThrown() == null
                            ? ""
                            : " (" + record.getThrown().getClass().getName() + ")")
                    + System.lineSeparator();
        }
    }
}

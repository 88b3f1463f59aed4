package org.letterlock.server;

import java.io.InputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// The command line. Exit codes: 0 done, 1 failed (the reason on standard error), 2 wrong usage.
@Command(
        name = "letterlock",
        description = "A mail server that seals every message under its own key, and every organization under yours.",
        mixinStandardHelpOptions = true,
        version = "letterlock 0.1.0",
        subcommands = {
            QuickstartCommand.class,
            ServeCommand.class,
            OrgCommand.class,
            UserCommand.class,
            KmsCommand.class,
            TrailCommand.class,
            StoreCommand.class,
            VerifyCommand.class,
            RepairCommand.class,
            KeysCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Also: 'letterlock test' runs the test suite, 'letterlock bench' the measurements.",
            "",
            "Examples:",
            "  letterlock quickstart                     a whole server with two mailboxes and a letter",
            "  letterlock serve --data /var/lib/letterlock",
            "  letterlock org create --alias example --domain example.test --data /var/lib/letterlock",
            "  letterlock trail lookup --event-name Decrypt --data /var/lib/letterlock"
        })
public final class Main {
    /// Wide enough for the examples, which are copied.
    private static final int HELP_WIDTH = 110;

    private Main() {}

    public static void main(String[] args) {
        Logging.configure();
        System.exit(commandLine(System.in).execute(args));
    }

    /// The command line for whoever wants to run commands within a process of their own, with other
    /// streams than the process's: `in` is what `--password-stdin` reads.
    public static CommandLine commandLine(InputStream in) {
        CommandLine all = new CommandLine(new Main(), commands(in))
                .setExecutionExceptionHandler(Main::explain)
                .setParameterExceptionHandler(Main::usage)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH);
        versioned(all, all.getCommandSpec().version());
        return all;
    }

    private static void versioned(CommandLine command, String[] version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(each -> versioned(each, version));
    }

    private static CommandLine.IFactory commands(InputStream in) {
        return new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == UserCommand.class) {
                    return type.cast(new UserCommand(in));
                }
                return type == KeysCommand.class
                        ? type.cast(new KeysCommand(in))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }

    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result) {
        if (e instanceof UsageException) {
            return wrong(e, command);
        }
        command.getErr().println("letterlock: " + Explanation.of(e));
        return 1;
    }

    private static int usage(CommandLine.ParameterException e, String[] args) {
        return wrong(e, e.getCommandLine());
    }

    private static int wrong(Exception e, CommandLine command) {
        command.getErr().println("letterlock: " + e.getMessage());
        command.getErr()
                .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for usage and examples.");
        return 2;
    }
}

package org.letterlock.bench;

import java.io.PrintStream;
import java.util.List;

/// One subcommand of `bench`: measures and prints one table.
interface Measurement {
    /// One line for the list of subcommands.
    String summary();

    /// @param arguments what follows the subcommand; `--quick` asks for a rough answer
    void run(List<String> arguments, PrintStream out) throws Exception;
}

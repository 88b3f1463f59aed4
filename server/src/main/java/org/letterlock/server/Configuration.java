package org.letterlock.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.letterlock.rocksdb.RocksDbOptions;

/// What a server is told at start: from `--config FILE` (lines `name = value`), else these
/// defaults.
///
/// @param keys where the root keys lie; never inside `data`, nor `data` inside it
/// @param hostName what the mail doors call themselves
/// @param diskReserve bytes of the disk that letters may not take
/// @param tls  a PEM file with key and certificates; null: one is made for this machine
record Configuration(
        Path data,
        Path keys,
        String region,
        String accountId,
        String host,
        String hostName,
        Ports ports,
        @Nullable Path tls,
        long mailboxMemory,
        long diskReserve) {
    /// 0 takes a free port.
    record Ports(int smtp, int submission, int imap, int imaps, int https) {
        static final Ports DEFAULT = new Ports(1025, 1587, 1143, 1993, 1443);
        static final Ports RANDOM = new Ports(0, 0, 0, 0, 0);
    }

    private static final Set<String> NAMES = Set.of(
            "data",
            "keys",
            "region",
            "account-id",
            "host",
            "host-name",
            "smtp-port",
            "submission-port",
            "imap-port",
            "imaps-port",
            "https-port",
            "tls-certificate",
            "mailbox-memory-mib",
            "disk-reserve-mib");

    Configuration {
        if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
            throw new IllegalArgumentException("region must be like eu-west-1");
        }
        if (!accountId.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("account-id must be twelve digits");
        }
    }

    /// @param data command line's `--data`, which wins over the file; null where it was not given
    /// @param keys the same for `--keys`
    static Configuration of(@Nullable Path file, @Nullable Path data, @Nullable Path keys, boolean randomPorts)
            throws IOException, CommandException {
        Properties names = read(file);
        Path dataFolder = data != null ? data : Path.of(names.getProperty("data", "./letterlock-data"));
        Path absolute = dataFolder.toAbsolutePath().normalize();
        String named = names.getProperty("keys", absolute + ".keys");
        try {
            return new Configuration(
                    absolute,
                    (keys != null ? keys : Path.of(named)).toAbsolutePath().normalize(),
                    names.getProperty("region", "eu-west-1"),
                    names.getProperty("account-id", "111122223333"),
                    names.getProperty("host", "127.0.0.1"),
                    names.getProperty("host-name", "localhost"),
                    randomPorts ? Ports.RANDOM : ports(names),
                    names.containsKey("tls-certificate") ? Path.of(names.getProperty("tls-certificate")) : null,
                    number(names, "mailbox-memory-mib", 256, 1 << 20) << 20,
                    number(names, "disk-reserve-mib", reserveMib(absolute), 1 << 20) << 20);
        } catch (IllegalArgumentException e) {
            throw new CommandException("the configuration is wrong: " + e.getMessage());
        }
    }

    /// 256 MiB, but on a small disk a tenth of it.
    private static long reserveMib(Path data) throws IOException {
        long total = Files.getFileStore(KeyFolder.existing(data)).getTotalSpace();
        return Math.min(RocksDbOptions.defaults().reserveBytes(), total / 10) >> 20;
    }

    private static Properties read(@Nullable Path file) throws IOException, CommandException {
        var names = new Properties();
        if (file == null) {
            return names;
        }
        if (!Files.isReadable(file)) {
            throw new CommandException("the configuration " + file + " cannot be read");
        }
        try (var reader = Files.newBufferedReader(file)) {
            names.load(reader);
        }
        var unknown = new TreeSet<>(names.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new CommandException("the configuration " + file + " has unknown names " + unknown + "; known are "
                    + new TreeSet<>(NAMES));
        }
        return names;
    }

    private static Ports ports(Properties names) throws CommandException {
        return new Ports(
                port(names, "smtp-port", Ports.DEFAULT.smtp),
                port(names, "submission-port", Ports.DEFAULT.submission),
                port(names, "imap-port", Ports.DEFAULT.imap),
                port(names, "imaps-port", Ports.DEFAULT.imaps),
                port(names, "https-port", Ports.DEFAULT.https));
    }

    private static int port(Properties names, String name, int otherwise) throws CommandException {
        return (int) number(names, name, otherwise, 65_535);
    }

    private static long number(Properties names, String name, long otherwise, long most) throws CommandException {
        String text = names.getProperty(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.strip().matches("[0-9]{1,9}") || Long.parseLong(text.strip()) > most) {
            throw new CommandException("the configuration's " + name + " must be a number from 0 to " + most);
        }
        return Long.parseLong(text.strip());
    }

    InetSocketAddress address(int port) {
        return new InetSocketAddress(host, port);
    }

    /// The grantee of the organizations' grants, and the user of their mailbox keys.
    String service() {
        return "workmail." + region + ".amazonaws.com";
    }

    Path store() {
        return data.resolve("store");
    }
}

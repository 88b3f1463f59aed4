package org.letterlock.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.letterlock.crypt.Secret;
import org.letterlock.kms.FileRootKeys;
import org.letterlock.kms.RootKey;
import org.letterlock.kms.RootKeyBackup;
import org.letterlock.kms.RootKeyException;
import org.letterlock.kms.RootKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `letterlock keys`. Works on the key folder alone: a server may run or not.
@Command(
        name = "keys",
        description = {
            "Back up the root keys under a passphrase, prove that a backup opens, and put the keys back.",
            "Without the root keys nothing of the data opens. Keep a backup apart from the data, and the passphrase apart from it."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  letterlock keys backup --to /media/safe/letterlock.keys-backup --data /var/lib/letterlock",
            "  letterlock keys verify --backup /media/safe/letterlock.keys-backup --data /var/lib/letterlock",
            "  letterlock keys restore --backup /media/safe/letterlock.keys-backup --data /var/lib/letterlock"
        })
final class KeysCommand {
    private static final String OWNER_ONLY = "rw-------";

    private final InputStream in;

    KeysCommand(InputStream in) {
        this.in = in;
    }

    /// Where the keys are, and whence the passphrase comes.
    static final class Source {
        @Mixin
        Installation installation = new Installation();

        @Option(names = "--passphrase-stdin", description = "read the passphrase from standard input: its first line")
        boolean passphraseFromInput;

        Configuration configuration() throws IOException, CommandException {
            return installation.configuration(true);
        }

        FileRootKeys folder() throws IOException, CommandException {
            return new FileRootKeys(configuration().keys());
        }
    }

    @Command(
            name = "backup",
            description = "Write both root keys into one new file, sealed under a passphrase of at least 12 bytes.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock keys backup --to /media/safe/letterlock.keys-backup"})
    int backup(
            @Mixin Source source,
            @Mixin Output output,
            @Option(names = "--to", required = true, paramLabel = "FILE", description = "must not exist yet") Path to)
            throws Exception {
        Path folder = to.toAbsolutePath().normalize();
        if (folder.startsWith(source.configuration().data())) {
            throw new CommandException(
                    "the backup of the keys may not lie in the data folder: whoever copies that would"
                            + " have both. Give another --to.");
        }
        try (Secret passphrase = passphrase(source, true)) {
            write(to, RootKeyBackup.make(source.folder(), passphrase));
        }
        output.one(Output.object().put("backup", to.toString()));
        output.say("Next: letterlock keys verify --backup " + to);
        return 0;
    }

    @Command(
            name = "verify",
            description = "Prove that a backup opens, and say whether it holds the keys that are in use.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Exit code 0: it opens, and holds the keys in the folder, if there are any; 1 otherwise.",
                "",
                "Example:",
                "  letterlock keys verify --backup /media/safe/letterlock.keys-backup"
            })
    int verify(
            @Mixin Source source,
            @Mixin Output output,
            @Option(names = "--backup", required = true, paramLabel = "FILE", description = "what 'keys backup' wrote")
                    Path backup)
            throws Exception {
        try (RootKeys keys = open(source, backup)) {
            FileRootKeys folder = source.folder();
            ObjectNode answer = Output.object().put("backup", backup.toString()).put("opens", true);
            boolean same = true;
            for (RootKey which : RootKey.values()) {
                String state = compared(folder, which, of(keys, which));
                same &= !state.equals("another");
                answer.put(which.fileName(), state);
            }
            output.one(answer);
            if (!same) {
                throw new CommandException("the backup opens, but holds other keys than the folder");
            }
            return 0;
        }
    }

    @Command(
            name = "restore",
            description = "Put the keys of a backup into the key folder. Keys that are there are never overwritten.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  letterlock keys restore --backup /media/safe/letterlock.keys-backup"})
    int restore(
            @Mixin Source source,
            @Mixin Output output,
            @Option(names = "--backup", required = true, paramLabel = "FILE", description = "what 'keys backup' wrote")
                    Path backup)
            throws Exception {
        try (RootKeys keys = open(source, backup)) {
            FileRootKeys folder = source.folder();
            for (RootKey which : RootKey.values()) {
                folder.restore(which, of(keys, which));
            }
        }
        output.one(Output.object().put("restored", backup.toString()));
        return 0;
    }

    private static Secret of(RootKeys keys, RootKey which) {
        return switch (which) {
            case INSTANCE -> keys.instance();
            case KMS -> keys.kms();
        };
    }

    private static String compared(FileRootKeys folder, RootKey which, Secret key) throws RootKeyException {
        try (Secret there = folder.find(which).orElse(null)) {
            return there == null ? "not in the folder" : there.matches(key) ? "the same" : "another";
        }
    }

    private RootKeys open(Source source, Path backup) throws Exception {
        byte[] bytes;
        try (var file = Files.newInputStream(backup)) {
            bytes = file.readNBytes(RootKeyBackup.MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new CommandException("there is no file " + backup);
        }
        try (Secret passphrase = passphrase(source, false)) {
            return RootKeyBackup.open(bytes, passphrase);
        }
    }

    private Secret passphrase(Source source, boolean fresh) throws IOException, CommandException {
        String text = source.passphraseFromInput
                ? UserCommand.firstLine(in)
                : UserCommand.typed("Passphrase, at least 12 bytes: ", "--passphrase-stdin");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || fresh && bytes.length < RootKeyBackup.MIN_PASSPHRASE_BYTES) {
            throw new CommandException(
                    "a passphrase has at least " + RootKeyBackup.MIN_PASSPHRASE_BYTES + " bytes of UTF-8");
        }
        return Secret.take(bytes);
    }

    private static void write(Path file, byte[] bytes) throws IOException, CommandException {
        try (FileChannel out = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)))) {
            for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
                out.write(rest);
            }
            out.force(true);
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(file + " is there already; a backup never overwrites anything");
        }
    }
}

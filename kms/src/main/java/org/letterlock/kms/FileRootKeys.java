package org.letterlock.kms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.letterlock.crypt.Secret;
import org.letterlock.kms.RootKeyException.Reason;

/// Root keys in files of their own (`docs/formats/root-keys.md`): a folder of mode 0700 with files
/// of mode 0600. A file appears whole or not at all, and is on the disk before its key is used.
public final class FileRootKeys implements RootKeyProvider {
    private static final int KEY_BYTES = 32;
    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Path folder;

    /// @param folder need not exist before the first [#create]
    public FileRootKeys(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Secret> find(RootKey which) throws RootKeyException {
        var file = file(which);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            refuseExposed(which, folder);
            refuseExposed(which, file);
            return Optional.of(read(which, file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new RootKeyException(which, Reason.UNREADABLE, file + ": cannot be read", e);
        }
    }

    private static Secret read(RootKey which, Path file) throws IOException, RootKeyException {
        var bytes = new byte[RootKeyFile.BYTES];
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.wrap(bytes);
            boolean whole = channel.size() == RootKeyFile.BYTES;
            while (whole && buffer.hasRemaining()) {
                whole = channel.read(buffer) >= 0;
            }
            if (!whole) {
                throw new RootKeyException(
                        which,
                        Reason.DAMAGED,
                        file + ": is no root key: it does not have " + RootKeyFile.BYTES + " bytes");
            }
            return RootKeyFile.decode(which, bytes, file.toString());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public Secret create(RootKey which) throws RootKeyException {
        return keep(which, Secret.random(KEY_BYTES));
    }

    /// Puts a root from a backup in its place. Nothing happens if it is there already.
    ///
    /// @param root stays the caller's
    /// @throws RootKeyException WRONG if another root is there: it is never overwritten
    public void restore(RootKey which, Secret root) throws RootKeyException {
        try (Secret there = find(which).orElse(null)) {
            if (there != null && there.matches(root)) {
                return;
            }
        }
        keep(which, root.expose(key -> Secret.take(key.clone()))).close();
    }

    private Secret keep(RootKey which, Secret root) throws RootKeyException {
        var file = file(which);
        try {
            Files.createDirectories(folder, ownerOnly(OWNER_ONLY_FOLDER));
            refuseExposed(which, folder);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RootKeyException(which, Reason.WRONG, file + ": is there already; it is never overwritten");
            }
            write(which, root, file);
            return root;
        } catch (IOException e) {
            root.close();
            throw new RootKeyException(which, Reason.UNREADABLE, file + ": cannot be written", e);
        } catch (RuntimeException | RootKeyException e) {
            root.close();
            throw e;
        }
    }

    private void write(RootKey which, Secret root, Path file) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var bytes = RootKeyFile.encode(which, root);
        try (var channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(OWNER_ONLY_FILE))) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void refuseExposed(RootKey which, Path path) throws IOException, RootKeyException {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
            throw new RootKeyException(
                    which,
                    Reason.EXPOSED,
                    which.fileName() + ": others than the owner have access to " + path + "; run: chmod -R go= '" + path
                            + "'");
        }
    }

    private FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private Path file(RootKey which) {
        return folder.resolve(which.fileName());
    }
}

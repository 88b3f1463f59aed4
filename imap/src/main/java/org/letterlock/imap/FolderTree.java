package org.letterlock.imap;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.Folder;

/// The folders by name, with the names above them that no folder has: LIST must show those too where a
/// `%` stops at them. A null value is such a name.
final class FolderTree {
    private final NavigableMap<String, Node> nodes = new TreeMap<>();

    /// @param folder null if only folders below have this name as their beginning
    private record Node(@Nullable Folder folder) {}

    FolderTree(List<Folder> folders) {
        for (Folder folder : folders) {
            nodes.put(folder.name(), new Node(folder));
            for (int slash = folder.name().lastIndexOf('/'); slash > 0; ) {
                String parent = folder.name().substring(0, slash);
                nodes.putIfAbsent(parent, new Node(null));
                slash = parent.lastIndexOf('/');
            }
        }
    }

    /// All names; INBOX first is not demanded of LIST, alphabetical order is what users see elsewhere.
    Iterable<String> names() {
        return nodes.keySet();
    }

    @Nullable
    Folder folder(String name) {
        Node node = nodes.get(name);
        return node == null ? null : node.folder();
    }

    boolean hasChildren(String name) {
        String child = nodes.higherKey(name + '/');
        return child != null && child.startsWith(name + '/');
    }

    /// Whether a folder below `name` is as `wanted`.
    boolean anyBelow(String name, Predicate<Folder> wanted) {
        String prefix = name + '/';
        for (var entry : nodes.tailMap(prefix, false).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                return false;
            }
            Folder folder = entry.getValue().folder();
            if (folder != null && wanted.test(folder)) {
                return true;
            }
        }
        return false;
    }
}

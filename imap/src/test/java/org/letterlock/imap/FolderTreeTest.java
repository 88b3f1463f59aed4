package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.letterlock.mailbox.Folder;

class FolderTreeTest {
    private static Folder folder(String name) {
        return new Folder(1, name, null, true, 1, 1, 0, 0, 0, 1);
    }

    @Test
    void namesAboveFoldersAreThereEvenIfNoFolderHasThem() {
        FolderTree tree = new FolderTree(List.of(folder("a/b/c"), folder("a-x"), folder("d")));
        assertThat(tree.names()).containsExactly("a", "a-x", "a/b", "a/b/c", "d");
        assertThat(tree.folder("a/b")).isNull();
        assertThat(tree.folder("a/b/c")).isNotNull();
        assertThat(tree.hasChildren("a")).isTrue();
        assertThat(tree.hasChildren("d")).isFalse();
        assertThat(tree.anyBelow("a", f -> f.name().endsWith("c"))).isTrue();
        assertThat(tree.anyBelow("a", f -> f.name().endsWith("d"))).isFalse();
    }
}

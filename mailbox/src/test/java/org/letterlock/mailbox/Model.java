package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a mailbox should be, in the simplest words.
final class Model {
    final Map<String, Box> folders = new TreeMap<>();

    static final class Box {
        final TreeMap<Long, Letter> letters = new TreeMap<>();
        long next = 1;
    }

    static final class Letter {
        final byte[] content;
        final Set<String> flags;
        long modSeq;

        Letter(byte[] content, Set<String> flags, long modSeq) {
            this.content = content;
            this.flags = new TreeSet<>(flags);
            this.modSeq = modSeq;
        }
    }

    Model(List<Folder> start) {
        start.forEach(folder -> folders.put(folder.name(), new Box()));
    }

    void append(String folder, byte[] content, Set<String> flags, long modSeq) {
        var box = box(folder);
        box.letters.put(box.next++, new Letter(content, flags, modSeq));
    }

    void copy(String from, long[] uids, String to, long modSeq, boolean move) {
        var source = box(from);
        var letters = new ArrayList<Letter>();
        for (long uid : UidSet.of(uids).uids()) {
            var letter = source.letters.get(uid);
            if (letter != null) {
                letters.add(letter);
            }
        }
        if (move) {
            remove(from, uids, false);
        }
        letters.forEach(letter -> append(to, letter.content, letter.flags, modSeq));
    }

    void remove(String from, long[] uids, boolean deletedOnly) {
        for (long uid : uids) {
            var letter = box(from).letters.get(uid);
            if (letter != null && (!deletedOnly || letter.flags.contains("\\Deleted"))) {
                box(from).letters.remove(uid);
            }
        }
    }

    Box box(String folder) {
        var box = folders.get(folder);
        if (box == null) {
            throw new IllegalArgumentException(folder);
        }
        return box;
    }
}

package org.letterlock.mailbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.message.Envelope;
import org.letterlock.message.Mime;

/// What a search knows of one message so far: its index row at first, then more. Not thread-safe.
final class Known {
    /// An envelope is cut only where a header is longer ([MessageSummary]).
    private static final int WHOLE_BYTES = 16 * 1024;

    private static final Mime.Limits HEADER_ALONE = new Mime.Limits(1, 1, MessageTexts.HEADER_BYTES);

    private final Item item;
    private @Nullable Summary summary;
    private byte @Nullable [] header;
    private @Nullable Set<String> inBody;

    Known(Item item) {
        this.item = item;
    }

    Item item() {
        return item;
    }

    @Nullable
    Summary summary() {
        return summary;
    }

    byte @Nullable [] header() {
        return header;
    }

    /// Which of the texts looked for are in the body.
    @Nullable
    Set<String> inBody() {
        return inBody;
    }

    /// The envelope, once it is known to be all of it.
    @Nullable
    Envelope envelope() {
        if (header != null) {
            return Mime.parse(header, HEADER_ALONE).envelope();
        }
        if (summary == null) {
            return null;
        }
        var entity = summary.structure().entity();
        long length = entity.bodyOffset() - entity.headerOffset();
        return length > 0 && length <= WHOLE_BYTES ? summary.envelope() : null;
    }

    void learnSummary(Summary known) {
        summary = known;
    }

    void learnHeader(byte[] known) {
        header = known;
    }

    void learnBody(Set<String> found) {
        inBody = found;
    }
}

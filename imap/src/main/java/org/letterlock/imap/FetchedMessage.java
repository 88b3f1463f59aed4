package org.letterlock.imap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.FetchItem.Attribute;
import org.letterlock.imap.FetchItem.Part;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Content;
import org.letterlock.mailbox.Item;
import org.letterlock.mailbox.Mailbox;
import org.letterlock.mailbox.Refused;
import org.letterlock.mailbox.Summary;
import org.letterlock.message.HeaderFields;
import org.letterlock.message.Section;

/// One message's answers to the items of a FETCH, and the content they are read from while the response
/// is written.
final class FetchedMessage implements AutoCloseable {
    /// Of a header beyond this, HEADER.FIELDS sees the beginning only.
    private static final int HEADER_BYTES = 1024 * 1024;

    private static final Part HEADER = new Part(List.of(), Part.Text.HEADER, List.of());
    private static final Part TEXT = new Part(List.of(), Part.Text.TEXT, List.of());

    private final Item item;
    private final @Nullable Summary summary;
    private final Fetch.Needs needs;
    private final boolean seenNow;
    private final @Nullable Content content;

    FetchedMessage(Mailbox mailbox, long folder, Fetch.Message message, Fetch.Needs needs)
            throws KeyUnavailableException, Refused {
        this.item = message.item();
        this.summary = message.summary();
        this.seenNow = message.seenNow();
        this.needs = needs;
        this.content = needs.content() ? mailbox.content(folder, item.uid()) : null;
    }

    List<FetchValue> values(List<FetchItem> items) throws IOException, KeyUnavailableException, Refused {
        List<FetchValue> values = new ArrayList<>(items.size() + 2);
        if (needs.uid()) {
            values.add(new FetchValue.Uid(item.uid()));
        }
        if (seenNow && !items.contains(Attribute.FLAGS)) {
            values.add(new FetchValue.Flags(item.flags()));
        }
        for (FetchItem wanted : items) {
            values.add(
                    switch (wanted) {
                        case Attribute attribute -> attribute(attribute);
                        case FetchItem.Section section -> section(section);
                    });
        }
        return values;
    }

    private FetchValue attribute(Attribute attribute) {
        return switch (attribute) {
            case UID -> new FetchValue.Uid(item.uid());
            case FLAGS -> new FetchValue.Flags(item.flags());
            case INTERNALDATE -> new FetchValue.InternalDate(item.internalDate());
            case RFC822_SIZE -> new FetchValue.Size(item.bytes());
            case ENVELOPE -> new FetchValue.Envelope(summary().envelope());
            case BODY -> new FetchValue.Structure(summary().structure(), false);
            case BODYSTRUCTURE -> new FetchValue.Structure(summary().structure(), true);
            case EMAILID -> new FetchValue.EmailId(item.mid());
            case THREADID -> new FetchValue.NoThread();
            case RFC822 ->
                new FetchValue.Streamed("RFC822", content(), 0, content().length());
            case RFC822_HEADER -> whole("RFC822.HEADER", HEADER);
            case RFC822_TEXT -> whole("RFC822.TEXT", TEXT);
        };
    }

    private FetchValue whole(String label, Part part) {
        Section.Range range = find(part);
        return range == null
                ? new FetchValue.Nil(label)
                : new FetchValue.Streamed(label, content(), range.offset(), range.length());
    }

    private FetchValue section(FetchItem.Section section) throws IOException, KeyUnavailableException, Refused {
        Section.Range range = find(section.part());
        if (range == null) {
            return new FetchValue.Nil(section.label());
        }
        if (section.part().text().fields()) {
            byte[] chosen = fields(section.part(), header(range));
            Section.Range wanted = clip(new Section.Range(0, chosen.length), section.partial());
            int from = (int) wanted.offset();
            return new FetchValue.Bytes(
                    section.label(), Arrays.copyOfRange(chosen, from, from + (int) wanted.length()));
        }
        Section.Range wanted = clip(range, section.partial());
        return new FetchValue.Streamed(section.label(), content(), wanted.offset(), wanted.length());
    }

    private Section.@Nullable Range find(Part part) {
        boolean all = part.path().isEmpty() && part.text() == Part.Text.ALL;
        return all
                ? new Section.Range(0, content().length())
                : Section.find(summary().structure(), part.path(), text(part.text()));
    }

    private static Section.Text text(Part.Text text) {
        return switch (text) {
            case ALL -> Section.Text.ALL;
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT -> Section.Text.HEADER;
            case TEXT -> Section.Text.TEXT;
            case MIME -> Section.Text.MIME;
        };
    }

    /// What a partial fetch wants of it.
    private static Section.Range clip(Section.Range range, FetchItem.@Nullable Partial partial) {
        if (partial == null) {
            return range;
        }
        long from = Math.min(partial.offset(), range.length());
        return new Section.Range(range.offset() + from, Math.min(partial.length(), range.length() - from));
    }

    private static byte[] fields(Part part, byte[] header) {
        return part.text() == Part.Text.HEADER_FIELDS
                ? HeaderFields.only(header, part.fields())
                : HeaderFields.allBut(header, part.fields());
    }

    private byte[] header(Section.Range range) throws IOException, KeyUnavailableException, Refused {
        int length = (int) Math.min(range.length(), HEADER_BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        content().read(range.offset(), length, bytes::write);
        return bytes.toByteArray();
    }

    private Summary summary() {
        return Objects.requireNonNull(summary, "asked for by Needs");
    }

    private Content content() {
        return Objects.requireNonNull(content, "asked for by Needs");
    }

    @Override
    public void close() {
        if (content != null) {
            content.close();
        }
    }
}

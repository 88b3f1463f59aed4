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

/// One message's answers to the items of a FETCH, and the content they are read from while the response is written.
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
            case RFC822 -> new FetchValue.Streamed("RFC822", content(), 0, content().length());
            case RFC822_HEADER -> whole("RFC822.HEADER", HEADER);
            case RFC822_TEXT -> whole("RFC822.TEXT", TEXT);
        };
    }

    private FetchValue whole(String label, Part part) {
        Sections.Region region = find(part);
        return region == null
                ? new FetchValue.Nil(label)
                : new FetchValue.Streamed(label, content(), region.offset(), region.length());
    }

    private FetchValue section(FetchItem.Section section) throws IOException, KeyUnavailableException, Refused {
        Sections.Region region = find(section.part());
        if (region == null) {
            return new FetchValue.Nil(section.label());
        }
        if (section.part().text().fields()) {
            byte[] chosen = new HeaderFields(section.part()).of(header(region));
            Sections.Region part = new Sections.Region(0, chosen.length).part(section.partial());
            return new FetchValue.Bytes(
                    section.label(),
                    Arrays.copyOfRange(chosen, (int) part.offset(), (int) (part.offset() + part.length())));
        }
        Sections.Region part = region.part(section.partial());
        return new FetchValue.Streamed(section.label(), content(), part.offset(), part.length());
    }

    private Sections.@Nullable Region find(Part part) {
        boolean all = part.path().isEmpty() && part.text() == Part.Text.ALL;
        long total = content().length();
        return all ? new Sections.Region(0, total) : Sections.find(summary().structure(), total, part);
    }

    private byte[] header(Sections.Region region) throws IOException, KeyUnavailableException, Refused {
        int length = (int) Math.min(region.length(), HEADER_BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        content().read(region.offset(), length, bytes::write);
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

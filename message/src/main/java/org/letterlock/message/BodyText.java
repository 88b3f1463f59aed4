package org.letterlock.message;

import java.util.function.Consumer;
import org.letterlock.message.BodyStructure.Entity;

/// Turns the encoded body of a text part into its text, piece by piece: transfer encoding, charset, and
/// of HTML what a reader sees. Memory: a few times the largest piece fed. Not thread-safe.
public final class BodyText {
    private final TransferDecoder transfer;
    private final CharsetReader charset;
    private final boolean html;
    private final HtmlText markup = new HtmlText();
    private final Consumer<? super CharSequence> sink;

    /// @param sink takes the text in pieces that are valid only during the call
    public BodyText(Entity entity, Consumer<? super CharSequence> sink) {
        this.transfer = TransferDecoder.of(entity.encoding());
        this.charset = new CharsetReader(Charsets.find(entity.parameters().getOrDefault("charset", "")));
        this.html = entity.type().equals("text") && entity.subtype().endsWith("html");
        this.sink = sink;
    }

    /// Whether the body of such a part is text: `text/*`, and reports such as `message/delivery-status`.
    public static boolean isText(Entity entity) {
        return entity.type().equals("text") || entity.type().equals("message");
    }

    public void feed(byte[] bytes, int offset, int length) {
        var decoded = new byte[length + TransferDecoder.SLACK];
        give(decoded, transfer.decode(bytes, offset, offset + length, decoded), false);
    }

    /// Gives what was held back. Nothing may be fed after it.
    public void end() {
        var rest = new byte[TransferDecoder.SLACK];
        give(rest, transfer.end(rest), true);
    }

    private void give(byte[] decoded, int length, boolean last) {
        var text = new StringBuilder(length + 16);
        charset.read(decoded, length, text);
        if (last) {
            charset.end(text);
        }
        if (html) {
            var visible = new StringBuilder(text.length());
            markup.read(text, visible);
            if (last) {
                markup.end(visible);
            }
            sink.accept(visible);
        } else {
            sink.accept(text);
        }
    }
}

package org.letterlock.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.message.Needle;

/// Searches one folder by looking at its messages: index rows first, envelopes in batches where rows do
/// not decide, then one header, then one body, decoded piece by piece and never further than the query
/// needs. Every access passes through the mailbox's own lease; a search that outlives its view goes on
/// in a new one. Not thread-safe.
public final class Search {
    /// As many as lie in a page of summaries.
    private static final int BATCH = 64;

    private final Mailbox mailbox;
    private final long folder;
    private final Evaluation evaluation;
    private final LongStream.Builder matching = LongStream.builder();
    private final LongStream.Builder unreadable = LongStream.builder();
    private final List<Known> undecided = new ArrayList<>(BATCH);

    private Search(Mailbox mailbox, long folder, Query query) {
        this.mailbox = mailbox;
        this.folder = folder;
        this.evaluation = new Evaluation(query);
    }

    /// @param uids       those that match, ascending
    /// @param unreadable those that could not be decided, because the stored message is damaged;
    ///     ascending
    public record Result(long[] uids, long[] unreadable) {}

    /// Looks at the messages of `view`; those that vanish meanwhile are left out.
    ///
    /// @throws Refused UNAVAILABLE if the store does not answer
    public static Result run(Mailbox mailbox, FolderView view, Query query) throws KeyUnavailableException, Refused {
        var search = new Search(mailbox, view.folder().id(), query);
        search.look(view);
        return new Result(
                search.matching.build().sorted().toArray(),
                search.unreadable.build().sorted().toArray());
    }

    private void look(FolderView first) throws KeyUnavailableException, Refused {
        long last = first.size() == 0 ? 0 : first.item(first.size() - 1).uid();
        FolderView view = first;
        long done = 0;
        for (int index = 0; index < view.size() && done < last; index++) {
            Item item;
            try {
                item = view.item(index);
            } catch (KeyUnavailableException.Expired expired) {
                view = mailbox.view(folder);
                index = following(view.uids(), done) - 1;
                continue;
            }
            done = item.uid();
            decide(new Known(item));
        }
        decideBatch();
    }

    private static int following(long[] uids, long uid) {
        int found = Arrays.binarySearch(uids, uid);
        return found < 0 ? -found - 1 : found + 1;
    }

    private void decide(Known message) throws KeyUnavailableException, Refused {
        if (!settled(message)) {
            undecided.add(message);
            if (undecided.size() == BATCH) {
                decideBatch();
            }
        }
    }

    private boolean settled(Known message) {
        Verdict verdict = evaluation.of(message);
        if (verdict == Verdict.YES) {
            matching.add(message.item().uid());
        }
        return verdict != Verdict.UNKNOWN;
    }

    private void decideBatch() throws KeyUnavailableException, Refused {
        long[] uids =
                undecided.stream().mapToLong(message -> message.item().uid()).toArray();
        List<@Nullable Summary> summaries = uids.length == 0 ? List.of() : summaries(uids);
        for (int i = 0; i < uids.length; i++) {
            Summary summary = summaries.get(i);
            if (summary != null) {
                Known message = undecided.get(i);
                message.learnSummary(summary);
                decideByContent(message, summary);
            }
        }
        undecided.clear();
    }

    /// If any of them is damaged, each is asked for alone.
    private List<@Nullable Summary> summaries(long... uids) throws KeyUnavailableException, Refused {
        try {
            return mailbox.summaries(folder, uids);
        } catch (Refused refused) {
            if (refused.code() != Refused.Code.CORRUPTION) {
                throw refused;
            }
        }
        if (uids.length == 1) {
            unreadable.add(uids[0]);
            return Collections.singletonList(null);
        }
        List<@Nullable Summary> found = new ArrayList<>(uids.length);
        for (long uid : uids) {
            found.addAll(summaries(uid));
        }
        return found;
    }

    private void decideByContent(Known message, Summary summary) throws KeyUnavailableException, Refused {
        if (settled(message)) {
            return;
        }
        try (Content content = mailbox.content(folder, message.item().uid())) {
            var texts = new MessageTexts(content, summary.structure());
            message.learnHeader(texts.header());
            if (!settled(message)) {
                message.learnBody(texts.found(needles()));
                settled(message);
            }
        } catch (Refused refused) {
            if (refused.code() == Refused.Code.CORRUPTION) {
                unreadable.add(message.item().uid());
            } else if (refused.code() != Refused.Code.NONEXISTENT) {
                throw refused;
            }
        }
    }

    private Map<String, Needle> needles() {
        Map<String, Needle> needles = new HashMap<>();
        evaluation.bodyTexts().forEach(text -> needles.put(text, evaluation.needle(text)));
        return needles;
    }
}

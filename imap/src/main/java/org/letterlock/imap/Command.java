package org.letterlock.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.letterlock.mailbox.FlagChange;
import org.letterlock.mailbox.SpecialUse;

/// A command, as the parser understood it: values only. Mailbox names are Unicode. `uid` tells `UID
/// FETCH` from `FETCH`; the set is then of UIDs.
sealed interface Command {
    record Capability() implements Command {}

    record Noop() implements Command {}

    record Logout() implements Command {}

    /// RFC 2971.
    record Id(Map<String, String> fields) implements Command {}

    record StartTls() implements Command {}

    /// RFC 3501 §6.2.2, RFC 4959.
    ///
    /// @param initial the initial response, still in base64; null if there is none
    record Authenticate(String mechanism, byte @Nullable [] initial) implements Command {
        @Override
        public String toString() {
            return "Authenticate[mechanism=" + mechanism + "]";
        }
    }

    /// Not a plain record of texts: it must not print.
    record Login(String user, byte[] password) implements Command {
        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /// RFC 5161.
    record Enable(List<String> extensions) implements Command {}

    record Select(String mailbox, boolean examine) implements Command {}

    /// RFC 6154 §3.
    record Create(String mailbox, @Nullable SpecialUse use) implements Command {}

    record Delete(String mailbox) implements Command {}

    record Rename(String from, String to) implements Command {}

    record Subscribe(String mailbox, boolean subscribed) implements Command {}

    /// RFC 5258, RFC 5819.
    ///
    /// @param extended whether it has the form of RFC 5258
    /// @param statuses what `RETURN (STATUS (…))` asks for
    record ListMailboxes(
            boolean extended,
            Set<Selection> selections,
            String reference,
            List<String> patterns,
            Set<Return> returns,
            List<StatusItem> statuses)
            implements Command {
        enum Selection {
            SUBSCRIBED,
            REMOTE,
            RECURSIVEMATCH,
            SPECIAL_USE
        }

        enum Return {
            SUBSCRIBED,
            CHILDREN,
            SPECIAL_USE
        }
    }

    record Lsub(String reference, String pattern) implements Command {}

    record Namespace() implements Command {}

    record Status(String mailbox, List<StatusItem> items) implements Command {}

    /// What STATUS tells (RFC 3501 §6.3.10, RFC 8438, RFC 8474).
    enum StatusItem {
        MESSAGES,
        RECENT,
        UIDNEXT,
        UIDVALIDITY,
        UNSEEN,
        SIZE,
        MAILBOXID
    }

    /// One message, or several (RFC 3502).
    record Append(String mailbox, List<Message> messages) implements Command {
        /// @param date epoch seconds; null for now
        record Message(Set<String> flags, @Nullable Long date, byte[] content) {
            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Message m
                        && flags.equals(m.flags)
                        && java.util.Objects.equals(date, m.date)
                        && Arrays.equals(content, m.content);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(content);
            }

            @Override
            public String toString() {
                return "Message[flags=" + flags + ", date=" + date + ", bytes=" + content.length + "]";
            }
        }
    }

    /// RFC 2177.
    record Idle() implements Command {}

    record Check() implements Command {}

    record Close() implements Command {}

    /// RFC 3691.
    record Unselect() implements Command {}

    /// @param uids null for all; RFC 4315 §2.1
    record Expunge(@Nullable SequenceSet uids) implements Command {}

    /// @param returns null for the form without RETURN (RFC 4731)
    record Search(boolean uid, @Nullable Set<SearchReturn> returns, SearchKey key) implements Command {}

    enum SearchReturn {
        MIN,
        MAX,
        ALL,
        COUNT
    }

    record Fetch(boolean uid, SequenceSet set, List<FetchItem> items) implements Command {}

    record Store(boolean uid, SequenceSet set, FlagChange.Kind kind, boolean silent, Set<String> flags)
            implements Command {}

    record Copy(boolean uid, SequenceSet set, String mailbox) implements Command {}

    /// RFC 6851.
    record Move(boolean uid, SequenceSet set, String mailbox) implements Command {}

    /// RFC 9208.
    record GetQuota(String root) implements Command {}

    record GetQuotaRoot(String mailbox) implements Command {}
}

package org.letterlock.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.imap.Sessions.Client;

/// SELECT, EXAMINE, CREATE, DELETE, RENAME, SUBSCRIBE, LIST, LSUB, STATUS, NAMESPACE, QUOTA.
class FoldersTest {
    private Sessions sessions;
    private Client alice;

    @BeforeEach
    void open() throws IOException {
        sessions = new Sessions();
        alice = sessions.alice();
    }

    @AfterEach
    void close() throws IOException {
        sessions.close();
    }

    @Test
    void selectTellsWhatAClientMustKnow() throws IOException {
        alice.append("INBOX (\\Seen)", "one");
        alice.append("INBOX (work)", "two");
        String validity = alice.validity("INBOX");
        assertThat(alice.ok("SELECT inbox").toString().replace(validity, "V")).isEqualTo("""
                        * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work)
                        * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft work \\*)] Flags permitted
                        * 2 EXISTS
                        * 0 RECENT
                        * OK [UNSEEN 2] First unseen
                        * OK [UIDVALIDITY V] UIDs valid
                        * OK [UIDNEXT 3] Predicted next UID
                        * OK [MAILBOXID (F1)] Mailbox id
                        OK [READ-WRITE] Selected""");
    }

    @Test
    void examineChangesNothing() throws IOException {
        alice.append("INBOX", "one");
        assertThat(alice.ok("EXAMINE INBOX").toString())
                .contains("[PERMANENTFLAGS ()]")
                .endsWith("OK [READ-ONLY] Examined");
        alice.no("STORE 1 FLAGS (\\Seen)");
        alice.no("EXPUNGE");
        alice.ok("FETCH 1 BODY[]");
        alice.ok("CLOSE");
        assertThat(alice.ok("STATUS INBOX (MESSAGES UNSEEN)").lines())
                .containsExactly("* STATUS INBOX (MESSAGES 1 UNSEEN 1)");
    }

    @Test
    void aFailedSelectLeavesNothingSelected() throws IOException {
        alice.ok("SELECT INBOX");
        assertThat(alice.no("SELECT nowhere").tagged()).startsWith("NO [NONEXISTENT]");
        assertThat(alice.bad("CHECK").tagged()).isEqualTo("BAD Select a mailbox first");
    }

    @Test
    void createListRenameDelete() throws IOException {
        alice.ok("CREATE a/b/");
        alice.ok("CREATE Spam (USE (\\Junk))");
        assertThat(alice.no("CREATE Spam").tagged()).startsWith("NO [ALREADYEXISTS]");
        assertThat(alice.ok("LIST \"\" *").lines())
                .containsExactly(
                        "* LIST (\\HasNoChildren \\Archive) \"/\" Archive",
                        "* LIST (\\HasNoChildren \\Drafts) \"/\" Drafts",
                        "* LIST (\\HasNoChildren) \"/\" INBOX",
                        "* LIST (\\HasNoChildren \\Junk) \"/\" Junk",
                        "* LIST (\\HasNoChildren \\Sent) \"/\" Sent",
                        "* LIST (\\HasNoChildren \\Junk) \"/\" Spam",
                        "* LIST (\\HasNoChildren \\Trash) \"/\" Trash",
                        "* LIST (\\HasChildren) \"/\" a",
                        "* LIST (\\HasNoChildren) \"/\" a/b");
        assertThat(alice.ok("LIST \"\" %").lines()).hasSize(8);
        assertThat(alice.ok("LIST a/ %").lines()).containsExactly("* LIST (\\HasNoChildren) \"/\" a/b");
        assertThat(alice.no("DELETE a").tagged()).startsWith("NO [HASCHILDREN] ");
        alice.ok("RENAME a/b c");
        assertThat(alice.ok("LIST \"\" c").lines()).containsExactly("* LIST (\\HasNoChildren) \"/\" c");
        alice.ok("DELETE c");
        assertThat(alice.ok("LIST \"\" c").lines()).isEmpty();
        assertThat(alice.no("DELETE c").tagged()).startsWith("NO [NONEXISTENT]");
    }

    @Test
    void listExtendedSelectsAndReturns() throws IOException {
        alice.ok("CREATE a/b");
        alice.ok("UNSUBSCRIBE Trash");
        alice.ok("UNSUBSCRIBE a");
        assertThat(alice.ok("LIST (SPECIAL-USE) \"\" (Sen* Tras* a)").lines())
                .containsExactly(
                        "* LIST (\\HasNoChildren \\Sent) \"/\" Sent", "* LIST (\\HasNoChildren \\Trash) \"/\" Trash");
        assertThat(alice.ok("LIST \"\" (Sent Trash) RETURN (SUBSCRIBED STATUS (MESSAGES SIZE))")
                        .lines())
                .containsExactly(
                        "* LIST (\\HasNoChildren \\Subscribed \\Sent) \"/\" Sent",
                        "* STATUS Sent (MESSAGES 0 SIZE 0)",
                        "* LIST (\\HasNoChildren \\Trash) \"/\" Trash",
                        "* STATUS Trash (MESSAGES 0 SIZE 0)");
        assertThat(alice.ok("LIST (SUBSCRIBED RECURSIVEMATCH) \"\" %").lines())
                .contains("* LIST (\\HasChildren) \"/\" a (\"CHILDINFO\" (\"SUBSCRIBED\"))")
                .doesNotContain("* LIST (\\HasNoChildren) \"/\" Trash");
        assertThat(alice.ok("LIST \"\" \"\"").lines()).containsExactly("* LIST (\\Noselect) \"/\" \"\"");
    }

    @Test
    void lsubShowsParentsOfSubscribedMailboxes() throws IOException {
        alice.ok("CREATE a/b");
        alice.ok("UNSUBSCRIBE a");
        assertThat(alice.ok("LSUB \"\" a*").lines()).containsExactly("* LSUB () \"/\" a/b");
        assertThat(alice.ok("LSUB \"\" a%").lines()).containsExactly("* LSUB (\\Noselect) \"/\" a");
        alice.ok("UNSUBSCRIBE a/b");
        assertThat(alice.ok("LSUB \"\" a*").lines()).isEmpty();
        alice.ok("SUBSCRIBE a/b");
        assertThat(alice.ok("LSUB \"\" a*").lines()).hasSize(1);
    }

    @Test
    void namesAreUtf7UntilUtf8IsEnabled() throws IOException {
        alice.ok("CREATE &ZeVnLIqe-");
        assertThat(alice.ok("LIST \"\" *").lines()).contains("* LIST (\\HasNoChildren) \"/\" &ZeVnLIqe-");
        assertThat(alice.ok("ENABLE UTF8=ACCEPT CONDSTORE").lines()).containsExactly("* ENABLED UTF8=ACCEPT");
        String utf8 = new String(
                "日本語".getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(alice.ok("STATUS \"" + utf8 + "\" (MESSAGES)").lines())
                .containsExactly("* STATUS \"" + utf8 + "\" (MESSAGES 0)");
    }

    @Test
    void statusTellsAllItKnows() throws IOException {
        alice.append("INBOX (\\Seen)", "12345");
        alice.append("INBOX", "123");
        String validity = alice.validity("INBOX");
        assertThat(alice.ok("STATUS INBOX (MESSAGES RECENT UIDNEXT UIDVALIDITY UNSEEN SIZE)")
                        .lines())
                .containsExactly(
                        "* STATUS INBOX (MESSAGES 2 RECENT 0 UIDNEXT 3 UIDVALIDITY " + validity + " UNSEEN 1 SIZE 8)");
        assertThat(alice.no("STATUS nowhere (MESSAGES)").tagged()).startsWith("NO [NONEXISTENT]");
    }

    @Test
    void mailboxIdsStayTheSame() throws IOException {
        String id = alice.ok("CREATE x").tagged();
        assertThat(id).matches("OK \\[MAILBOXID \\(F\\d+\\)\\] Created");
        alice.ok("RENAME x y");
        String number = id.substring(id.indexOf("(F"), id.indexOf(")]") + 1);
        assertThat(alice.ok("STATUS y (MAILBOXID)").lines()).containsExactly("* STATUS y (MAILBOXID " + number + ")");
        assertThat(alice.ok("SELECT y").toString()).contains("* OK [MAILBOXID " + number + "]");
    }

    @Test
    void namespaceAndQuota() throws IOException {
        assertThat(alice.ok("NAMESPACE").lines()).containsExactly("* NAMESPACE ((\"\" \"/\")) NIL NIL");
        alice.append("INBOX", "x".repeat(10_000));
        assertThat(alice.ok("GETQUOTAROOT INBOX").lines())
                .containsExactly("* QUOTAROOT INBOX \"\"", "* QUOTA \"\" (STORAGE 10 52428800)");
        assertThat(alice.ok("GETQUOTA \"\"").lines()).containsExactly("* QUOTA \"\" (STORAGE 10 52428800)");
        assertThat(alice.no("GETQUOTA other").tagged()).startsWith("NO [NONEXISTENT]");
    }

    @Test
    void whoeverHasADeletedMailboxSelectedIsToldAndLetGo() throws IOException {
        alice.ok("CREATE x");
        alice.ok("SELECT x");
        Client other = sessions.alice();
        other.ok("DELETE x");
        alice.line.send("a NOOP");
        alice.line.expect("\\* BYE The selected mailbox was deleted");
    }

    @Test
    void whatIsRefusedChangesNoState() throws IOException {
        alice.ok("SELECT INBOX");
        alice.no("DELETE INBOX");
        alice.ok("CHECK");
        alice.ok("ENABLE UTF8=ACCEPT");
        alice.no("CREATE \"a\001b\"");
        alice.no("CREATE \"a\177b\"");
        alice.ok("CHECK");
    }

    @Test
    void whoeverDeletesItsOwnSelectedMailboxStays() throws IOException {
        alice.ok("CREATE x");
        alice.ok("SELECT x");
        alice.ok("DELETE x");
        alice.bad("CHECK");
        alice.ok("NOOP");
    }
}

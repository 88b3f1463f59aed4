package org.letterlock.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Query.Participant;
import org.letterlock.mailbox.Query.Participant.Role;
import org.letterlock.mailbox.Query.Span;

class SearchTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 5);
    private static final String JAPANESE = "これは日本語の手紙です";

    private final House house = new House();
    private final Mailboxes mailboxes = new Mailboxes(house.engine, house.keyring, house.time, 1 << 30);
    private Mailbox mailbox;
    private final List<String> calls = new ArrayList<>();

    SearchTest() throws Exception {}

    @BeforeEach
    void sixLetters() throws Exception {
        house.create();
        mailbox = mailboxes.open(house.key, House.ALICE);
        // 1: ASCII
        add(
                "From: Alice Example <alice@example.test>\r\nTo: bob@example.test\r\nSubject: Lunch\r\n"
                        + "Date: Thu, 5 Mar 2026 23:30:00 -0800\r\nMessage-ID: <lunch@example.test>\r\n\r\n"
                        + "Shall we have\r\nlunch at noon?\r\n",
                DAY,
                "\\Seen",
                "$Work");
        // 2: ISO 8859-1 in quoted-printable; a subject whose character lies in two words
        add(
                "From: =?iso-8859-1?Q?J=FCrgen?= <j@example.test>\r\nCc: alice@example.test\r\n"
                        + "Subject: =?utf-8?Q?Stra=C3?=\r\n =?utf-8?Q?=9Fe?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
                        + "Content-Transfer-Encoding: quoted-printable\r\n\r\nDie gr=F6=DF=\r\nte Stra=DFe\r\n",
                DAY.plusDays(1));
        // 3: HTML in base64, cut anywhere into lines
        add(
                "Subject: Offer\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64(
                                "<html><style>hidden</style><p>Only <b>t</b>o&shy;day:<br>caf&eacute; &amp; cake</p></html>",
                                StandardCharsets.UTF_8),
                DAY.plusDays(2));
        // 4: ISO 2022-JP in base64
        add(
                "Subject: =?iso-2022-jp?B?"
                        + base64("手紙", Charset.forName("ISO-2022-JP")).strip() + "?=\r\n"
                        + "Content-Type: text/plain; charset=ISO-2022-JP\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64(JAPANESE, Charset.forName("ISO-2022-JP")),
                DAY.plusDays(3),
                "\\Flagged");
        // 5: an attachment, and a message within
        add(
                "Subject: Two things\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + base64("attachedword", StandardCharsets.UTF_8) + "--b\r\nContent-Type: message/rfc822\r\n\r\n"
                        + "Subject: =?utf-8?Q?inner_s=C3=BCbject?=\r\n\r\ninner body\r\n--b--\r\n",
                DAY.plusDays(4));
        // 6: eight bits without a charset, and a header line of 40,000 bytes before the rest
        add(
                "X-Long: " + "x".repeat(40_000) + "\r\nTo: carol@example.test\r\nSubject: Last\r\n\r\nnaïve\r\n",
                DAY.plusDays(5));
        calls.clear();
    }

    @AfterEach
    void close() {
        mailbox.close();
        mailboxes.close();
        house.close();
    }

    @Test
    void rowsAloneDecideFlagsDatesSizesAndUids() throws Exception {
        assertThat(found(Query.ALL)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(found(Query.NONE)).isEmpty();
        assertThat(found(new Query.Flag("\\seen"))).containsExactly(1);
        assertThat(found(new Query.Flag("$work"))).containsExactly(1);
        assertThat(found(new Query.Not(new Query.Flag("\\Flagged")))).containsExactly(1, 2, 3, 5, 6);
        assertThat(found(Query.InternalDate.before(DAY.plusDays(1)))).containsExactly(1);
        assertThat(found(Query.InternalDate.on(DAY.plusDays(1)))).containsExactly(2);
        assertThat(found(Query.InternalDate.since(DAY.plusDays(4)))).containsExactly(5, 6);
        assertThat(found(new Query.Larger(40_000))).containsExactly(6);
        assertThat(found(new Query.Smaller(210))).contains(1).doesNotContain(6);
        assertThat(found(new Query.Uids(List.of(new Span(5, 9), new Span(2, 2), new Span(3, 3)))))
                .containsExactly(2, 3, 5, 6);
        assertThat(found(new Query.ModSeq(view().item(4).modSeq()))).containsExactly(5, 6);
        assertThat(calls).doesNotContain("summaries", "content");
    }

    @Test
    void envelopesDecideParticipantsSubjectsAndSentDatesWithoutTheContent() throws Exception {
        assertThat(found(upTo5(new Participant(Role.FROM, "alice example")))).containsExactly(1);
        assertThat(found(upTo5(new Participant(Role.FROM, "jürgen <J@")))).containsExactly(2);
        assertThat(found(upTo5(new Participant(Role.CC, "ALICE@EXAMPLE")))).containsExactly(2);
        assertThat(found(upTo5(new Participant(Role.TO, "bob")))).containsExactly(1);
        assertThat(found(upTo5(new Participant(Role.BCC, "bob")))).isEmpty();
        assertThat(found(upTo5(new Query.Subject("STRASSE")))).containsExactly(2);
        assertThat(found(upTo5(new Query.Subject("手紙")))).containsExactly(4);
        assertThat(found(upTo5(Query.Sent.on(DAY)))).containsExactly(1);
        assertThat(found(upTo5(Query.Sent.before(DAY)))).isEmpty();
        assertThat(found(upTo5(Query.Sent.since(DAY)))).containsExactly(1);
        assertThat(calls).contains("summaries").doesNotContain("content");
    }

    @Test
    void aHeaderTooLongForTheEnvelopeIsReadItself() throws Exception {
        assertThat(found(new Participant(Role.TO, "carol"))).containsExactly(6);
        assertThat(found(new Query.Subject("last"))).containsExactly(6);
    }

    @Test
    void anyHeaderIsFoundByItsNameAndText() throws Exception {
        assertThat(found(new Query.Header("MESSAGE-ID", "<lunch@"))).containsExactly(1);
        assertThat(found(new Query.Header("cc", ""))).containsExactly(2);
        assertThat(found(new Query.Header("x-long", "xxx"))).containsExactly(6);
        assertThat(found(new Query.Not(new Query.Header("from", "")))).containsExactly(3, 4, 5, 6);
    }

    @Test
    void bodiesAreFoundInEveryEncodingAndCharset() throws Exception {
        assertThat(found(new Query.Body("have lunch"))).containsExactly(1);
        assertThat(found(new Query.Body("größte STRASSE"))).containsExactly(2);
        assertThat(found(new Query.Body("only today: CAFÉ & cake"))).containsExactly(3);
        assertThat(found(new Query.Body("cafe\u0301"))).containsExactly(3);
        assertThat(found(new Query.Body("日本語"))).containsExactly(4);
        assertThat(found(new Query.Body("naïve"))).containsExactly(6);
    }

    @Test
    void markupStylesAndAttachmentsAreNoTexts() throws Exception {
        assertThat(found(new Query.Body("hidden"))).isEmpty();
        assertThat(found(new Query.Body("html"))).isEmpty();
        assertThat(found(new Query.Body("attachedword"))).isEmpty();
    }

    @Test
    void enclosedMessagesAreBody() throws Exception {
        assertThat(found(new Query.Body("inner sübject"))).containsExactly(5);
        assertThat(found(new Query.Body("inner body"))).containsExactly(5);
        assertThat(found(new Query.Body("Two things"))).isEmpty();
    }

    @Test
    void textIsHeaderAndBody() throws Exception {
        assertThat(found(new Query.Text("two things"))).containsExactly(5);
        assertThat(found(new Query.Text("inner body"))).containsExactly(5);
        assertThat(found(new Query.Text("alice"))).containsExactly(1, 2);
        assertThat(found(new Query.Text(""))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void queriesCombine() throws Exception {
        var lunch = new Query.Body("lunch");
        var japanese = new Query.Body("日本");
        assertThat(found(new Query.Or(List.of(lunch, japanese)))).containsExactly(1, 4);
        assertThat(found(new Query.And(List.of(lunch, japanese)))).isEmpty();
        assertThat(found(new Query.And(List.of(new Query.Not(lunch), new Query.Not(japanese)))))
                .containsExactly(2, 3, 5, 6);
    }

    @Test
    void contentIsOpenedOnlyWhereCheaperKeysLeaveItOpen() throws Exception {
        assertThat(found(new Query.And(List.of(new Query.Body("日本"), new Query.Flag("\\Flagged")))))
                .containsExactly(4);
        assertThat(calls.stream().filter("content"::equals)).hasSize(1);
    }

    @Test
    void aSearchOutlivesItsView() throws Exception {
        var view = view();
        var result = Search.run(watched(), aged(view), Query.ALL);

        assertThat(result.uids()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(calls).contains("view");
    }

    @Test
    void aSearchEndsWhenTheKmsRefuses() throws Exception {
        var view = view();
        house.kms.refusing = true;
        house.minutePasses();

        assertThatThrownBy(() -> Search.run(mailbox, view, Query.ALL)).isInstanceOf(KeyUnavailableException.class);
    }

    private static Query upTo5(Query query) {
        return new Query.And(List.of(new Query.Uids(List.of(new Span(1, 5))), query));
    }

    private long[] found(Query query) throws Exception {
        Search.Result result = Search.run(watched(), view(), query);
        assertThat(result.unreadable()).isEmpty();
        return result.uids();
    }

    private FolderView view() throws Exception {
        return mailbox.view("INBOX");
    }

    /// The mailbox, with its calls noted.
    private Mailbox watched() {
        return (Mailbox) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Mailbox.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    return call(() -> method.invoke(mailbox, arguments));
                });
    }

    /// A view whose lease ends after the second row.
    private FolderView aged(FolderView view) {
        return (FolderView) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FolderView.class}, (proxy, method, arguments) -> {
                    Object result = call(() -> method.invoke(view, arguments));
                    if (method.getName().equals("item") && (int) arguments[0] == 1) {
                        house.minutePasses();
                    }
                    return result;
                });
    }

    private interface Call {
        Object call() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void add(String message, LocalDate day, String... flags) throws Exception {
        long date = day.atTime(12, 0).toEpochSecond(ZoneOffset.UTC);
        mailbox.append("INBOX", List.of(new NewMessage(message.getBytes(StandardCharsets.UTF_8), Set.of(flags), date)));
    }

    private static String base64(String text, Charset charset) {
        return Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(text.getBytes(charset))
                + "\r\n";
    }
}

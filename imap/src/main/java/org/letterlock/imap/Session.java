package org.letterlock.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.letterlock.imap.CommandReader.Incoming;
import org.letterlock.imap.Response.Condition;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.FolderView;
import org.letterlock.mailbox.Refused;
import org.letterlock.store.StoreException;
import org.letterlock.wire.Budget;
import org.letterlock.wire.Connection;
import org.letterlock.wire.LineTooLongException;
import org.letterlock.wire.StoppingException;
import org.letterlock.wire.TimedOutException;

/// One connection's dialogue. Everything here runs in the connection's own virtual thread, in straight
/// lines; only [Idle] lets another thread write, under the write lock.
final class Session {
    private final Connection connection;
    private final Door door;
    private final ResponseWriter out;
    private final CommandReader reader;
    private final Notifier notifier;
    private State state = new State.NotAuthenticated();
    private Limits limits = Limits.STRANGER;
    private int badCommands;
    private int failedLogins;

    Session(Connection connection, Door door) {
        this.connection = connection;
        this.door = door;
        this.out = new ResponseWriter(connection::write, connection.writeLock());
        this.reader = new CommandReader(connection, out);
        this.notifier = new Notifier(connection, out);
    }

    /// Greets, and answers commands until either side has said goodbye.
    void run() throws IOException {
        idleTimeout(door.settings().beforeLogin());
        try {
            untagged(Condition.OK, new ResponseCode("CAPABILITY " + String.join(" ", Capability.names(this))), "Ready");
            while (!(state instanceof State.Ended)) {
                step();
            }
        } catch (TimedOutException e) {
            bye("Autologout: nothing came for too long");
        } catch (StoppingException e) {
            bye("Server is going down");
        } catch (BrokenLiteralException e) {
            door.log().brokenLiteral(e);
            connection.abort();
        } catch (RuntimeException e) {
            door.log().bug(e);
            bye("Internal error");
        } finally {
            state(new State.Ended());
        }
    }

    private void step() throws IOException {
        try (Budget.Share share = door.budget().open()) {
            switch (reader.next(limits, share)) {
                case Incoming.Ready r -> handle(r.request());
                case Incoming.Failed f -> answer(f.tag(), f.reason());
                case Incoming.HangUp h -> bye(h.reply());
                case Incoming.Gone g -> state(new State.Ended());
            }
        }
    }

    private void handle(Request request) throws IOException {
        String tag = null;
        boolean stranger = state instanceof State.NotAuthenticated;
        try {
            CommandParser parser = new CommandParser(request, limits, out.utf8());
            tag = parser.tag();
            Command command = parser.command();
            Done done = Dispatch.run(this, tag, command);
            tellChanges(Dispatch.mayTellExpunges(command));
            badCommands = 0;
            if (done != Done.SAID) {
                status(tag, Condition.OK, done.code(), done.text());
            }
        } catch (ImapException e) {
            answer(tag, e);
        } catch (KeyUnavailableException e) {
            answer(tag, new Unavailable("The mailbox's key cannot be had now, try again later", e));
        } catch (Refused e) {
            answer(tag, Refusals.of(e));
        } catch (StoreException e) {
            door.log().store(e);
            answer(tag, Refusals.of(e));
        } finally {
            if (stranger) {
                request.wipe();
            }
        }
    }

    /// The one place where failures become answers.
    private void answer(@Nullable String tag, ImapException failure) throws IOException {
        switch (failure) {
            case BadSyntax e -> {
                status(tag, Condition.BAD, null, e.reply());
                if (++badCommands >= door.settings().badCommands()) {
                    bye("Too many bad commands");
                }
            }
            case Declined e -> {
                status(tag, Condition.NO, e.code(), e.reply());
                if (failedLogins >= door.settings().failedLogins()) {
                    bye("Too many failed log-ins");
                }
            }
            case Unavailable e -> status(tag, Condition.NO, ResponseCode.UNAVAILABLE, e.reply());
        }
    }

    /// Tells the client what others have done (RFC 3501 §5.2). A key that cannot be had only delays
    /// flags.
    private void tellChanges(boolean expunges) throws IOException {
        if (!(state instanceof State.Selected selected) || selected.folder().quiet()) {
            return;
        }
        if (!selected.folder().tell(out, expunges, viewForChanges(selected.folder()))) {
            bye("The selected mailbox was deleted");
        }
    }

    private static Optional<FolderView> viewForChanges(SelectedFolder folder) {
        try {
            return Optional.of(folder.view());
        } catch (KeyUnavailableException | Refused e) {
            return Optional.empty();
        }
    }

    /// A line that belongs to a command which has been answered with `+`; null at the end of input.
    byte @Nullable [] answerLine(int maxBytes) throws IOException, BadSyntax {
        try {
            return connection.readLine(maxBytes);
        } catch (LineTooLongException e) {
            throw new BadSyntax("Line too long");
        }
    }

    Connection connection() {
        return connection;
    }

    Door door() {
        return door;
    }

    ResponseWriter out() {
        return out;
    }

    Notifier notifier() {
        return notifier;
    }

    State state() {
        return state;
    }

    Account account() throws BadSyntax {
        return switch (state) {
            case State.Authenticated s -> s.account();
            case State.Selected s -> s.account();
            case State.NotAuthenticated s -> throw new BadSyntax("Log in first");
            case State.Ended s -> throw new BadSyntax("Goodbye was said");
        };
    }

    SelectedFolder selected() throws BadSyntax {
        if (state instanceof State.Selected selected) {
            return selected.folder();
        }
        account();
        throw new BadSyntax("Select a mailbox first");
    }

    /// Goes over to another state, and closes what the old one held and the new one does not.
    void state(State next) {
        State before = state;
        state = next;
        if (before instanceof State.Selected selected
                && !(next instanceof State.Selected s && s.folder() == selected.folder())) {
            selected.folder().close();
        }
        if (next instanceof State.Ended) {
            switch (before) {
                case State.Authenticated s -> s.account().close();
                case State.Selected s -> s.account().close();
                case State.NotAuthenticated s -> {}
                case State.Ended s -> {}
            }
        }
    }

    /// Leaves the selected mailbox, if there is one.
    void deselect() throws BadSyntax {
        state(new State.Authenticated(account()));
    }

    void loggedIn(Account account) {
        state(new State.Authenticated(account));
        failedLogins = 0;
        limits = Limits.user(door.settings().messageBytes());
        idleTimeout(door.settings().afterLogin());
    }

    /// Counts a refused log-in, and makes the client wait for the answer.
    void loginFailed() throws IOException {
        failedLogins++;
        connection.flush();
        door.delay();
    }

    private void idleTimeout(Duration idle) {
        connection.timeouts(connection.timeouts().idle(idle));
    }

    void untagged(Condition condition, @Nullable ResponseCode code, String text) throws IOException {
        status(null, condition, code, text);
    }

    private void status(@Nullable String tag, Condition condition, @Nullable ResponseCode code, String text)
            throws IOException {
        out.send(new Response.Status(tag, condition, code, text));
    }

    /// Says goodbye; the connection closes after the command.
    void bye(String text) throws IOException {
        untagged(Condition.BYE, null, text);
        state(new State.Ended());
    }
}

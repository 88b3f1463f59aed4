package org.letterlock.smtp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Understands one command line (RFC 5321 §4.1.1). Pure; holds no more than a few copies of the line.
final class CommandParser {
    private static final int MAX_NAME = 255;

    private CommandParser() {}

    /// @param line without its end
    static Command parse(byte[] line) throws SmtpException.Syntax {
        String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new SmtpException.Syntax(500, "5.5.2", "a command is printable ASCII");
        }
        int space = text.indexOf(' ');
        String verb = (space < 0 ? text : text.substring(0, space)).toUpperCase(Locale.ROOT);
        String rest = space < 0 ? "" : text.substring(space + 1).strip();
        return switch (verb) {
            case "HELO" -> new Command.Hello(name(rest), false);
            case "EHLO" -> new Command.Hello(name(rest), true);
            case "MAIL" -> mail(rest);
            case "RCPT" -> rcpt(rest);
            case "DATA" -> bare(rest, new Command.Data());
            case "RSET" -> bare(rest, new Command.Rset());
            case "QUIT" -> bare(rest, new Command.Quit());
            case "STARTTLS" -> bare(rest, new Command.StartTls());
            case "NOOP" -> new Command.Noop();
            case "VRFY" -> new Command.Vrfy();
            case "HELP" -> new Command.Help();
            case "AUTH" -> auth(rest);
            case "EXPN", "BDAT", "TURN", "ETRN", "SEND", "SOML", "SAML" -> new Command.NotOffered();
            default -> throw new SmtpException.Syntax(500, "5.5.1", "unknown command");
        };
    }

    private static Command bare(String rest, Command command) throws SmtpException.Syntax {
        if (!rest.isEmpty()) {
            throw new SmtpException.Syntax(501, "5.5.4", "this command takes no argument");
        }
        return command;
    }

    private static String name(String rest) throws SmtpException.Syntax {
        if (rest.isEmpty() || rest.length() > MAX_NAME || rest.indexOf(' ') >= 0) {
            throw new SmtpException.Syntax(501, "5.5.4", "say your name: a domain or an address literal");
        }
        return rest;
    }

    private static Command mail(String rest) throws SmtpException.Syntax {
        PathParser path = new PathParser(after("FROM:", rest));
        @Nullable MailAddress sender = path.reversePath();
        return new Command.Mail(sender, Parameters.ofMail(path.rest()));
    }

    private static Command rcpt(String rest) throws SmtpException.Syntax {
        PathParser path = new PathParser(after("TO:", rest));
        MailAddress recipient = path.forwardPath();
        Parameters.ofRcpt(path.rest());
        return new Command.Rcpt(recipient);
    }

    private static String after(String word, String rest) throws SmtpException.Syntax {
        if (!rest.regionMatches(true, 0, word, 0, word.length())) {
            throw new SmtpException.Syntax(501, "5.5.4", "expected " + word + "<address>");
        }
        return rest.substring(word.length()).stripLeading();
    }

    private static Command auth(String rest) throws SmtpException.Syntax {
        String[] words = rest.split(" +", -1);
        if (words[0].isEmpty() || words.length > 2) {
            throw new SmtpException.Syntax(501, "5.5.4", "expected AUTH mechanism [initial-response]");
        }
        return new Command.Auth(words[0].toUpperCase(Locale.ROOT), words.length == 2 ? words[1] : null);
    }
}

package org.letterlock.imap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.letterlock.keyring.KeyUnavailableException;
import org.letterlock.mailbox.Refused;

/// AUTHENTICATE PLAIN (RFC 3501 §6.2.2, RFC 4616), with or without an initial response (RFC 4959).
final class Authenticate {
    private static final int RESPONSE_BYTES = 4 * 1024;

    private Authenticate() {}

    static Done run(Session session, Command.Authenticate command)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        LogIn.allowed(session);
        if (!command.mechanism().equals("PLAIN")) {
            throw new Declined(ResponseCode.CANNOT, "Only PLAIN is known");
        }
        byte[] encoded = command.initial();
        if (encoded == null) {
            session.out().send(new Response.Continue(""));
            encoded = session.answerLine(RESPONSE_BYTES);
        }
        if (encoded == null || encoded.length == 1 && encoded[0] == '*') {
            throw new BadSyntax("Cancelled");
        }
        byte[] response = decoded(encoded);
        Arrays.fill(encoded, (byte) 0);
        try {
            return plain(session, response);
        } finally {
            Arrays.fill(response, (byte) 0);
        }
    }

    private static byte[] decoded(byte[] encoded) throws BadSyntax {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new BadSyntax("Not base64");
        }
    }

    /// `[authzid] NUL authcid NUL passwd`
    private static Done plain(Session session, byte[] response)
            throws IOException, ImapException, KeyUnavailableException, Refused {
        int first = indexOfNul(response, 0);
        int second = first < 0 ? -1 : indexOfNul(response, first + 1);
        if (second < 0 || indexOfNul(response, second + 1) >= 0) {
            throw new BadSyntax("Not a PLAIN response");
        }
        String behalf = Cursor.utf8(Arrays.copyOfRange(response, 0, first));
        String user = Cursor.utf8(Arrays.copyOfRange(response, first + 1, second));
        if (!behalf.isEmpty() && !behalf.equals(user)) {
            throw new Declined(new ResponseCode("AUTHORIZATIONFAILED"), "Nobody may act for another here");
        }
        return LogIn.with(session, user, Arrays.copyOfRange(response, second + 1, response.length));
    }

    private static int indexOfNul(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}

package org.letterlock.imap;

final class Search {
    Search(Session session, String tag, Command.Search command) {}

    Done run() throws ImapException {
        throw new Declined(ResponseCode.CANNOT, "soon");
    }
}

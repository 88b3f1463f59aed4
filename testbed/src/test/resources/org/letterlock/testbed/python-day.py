# A day's work of carol's with Python's own libraries: sends, reads, files, flags, searches, deletes.
import email, email.policy, imaplib, os, smtplib, ssl
from email.message import EmailMessage

trust = ssl.create_default_context(cafile=os.environ["CA"])
user, password = "carol@example.test", os.environ["PASSWORD"]

letter = EmailMessage()
letter["From"], letter["To"], letter["Subject"] = user, user, "Grüße aus Köln"
letter.set_content("Ein Wort: Überraschung.\n")
letter.add_attachment(bytes(range(256)) * 300, maintype="application", subtype="octet-stream", filename="daten.bin")
with smtplib.SMTP("127.0.0.1", int(os.environ["SUBMISSION"])) as smtp:
    smtp.starttls(context=trust)
    smtp.login(user, password)
    smtp.send_message(letter)

clear = imaplib.IMAP4("127.0.0.1", int(os.environ["IMAP"]))
try:
    clear.login(user, password)
    raise SystemExit("a password was taken in the clear")
except imaplib.IMAP4.error:
    pass
clear.starttls(trust)
clear.login(user, password)
clear.logout()

imap = imaplib.IMAP4_SSL("127.0.0.1", int(os.environ["IMAPS"]), ssl_context=trust)
try:
    imap.login(user, "wrong password")
    raise SystemExit("a wrong password was taken")
except imaplib.IMAP4.error:
    pass


def ok(answer):
    assert answer[0] == "OK", answer
    return answer[1]


ok(imap.login(user, password))
assert any(b"\\Sent" in line for line in ok(imap.list()))
assert ok(imap.select("INBOX")) == [b"1"]
raw = ok(imap.fetch("1", "(BODY.PEEK[])"))[0][1]
back = email.message_from_bytes(raw, policy=email.policy.default)
assert back["Subject"] == "Grüße aus Köln", back["Subject"]
assert list(back.iter_attachments())[0].get_payload(decode=True) == bytes(range(256)) * 300
assert ok(imap.uid("search", "CHARSET", "UTF-8", "SUBJECT", '"K\u00f6ln"'.encode())) == [b"1"]
assert ok(imap.search(None, "UNSEEN")) == [b"1"]
ok(imap.store("1", "+FLAGS", r"(\Seen $Important)"))
assert ok(imap.search(None, "UNSEEN")) == [b""]
assert ok(imap.search(None, "KEYWORD $Important")) == [b"1"]
ok(imap.create("Projekte"))
ok(imap.copy("1", "Projekte"))
ok(imap.append("Projekte", r"(\Draft)", None, b"Subject: second\r\n\r\ntext\r\n"))
assert ok(imap.select("Projekte")) == [b"2"]
structure = ok(imap.fetch("1", "(BODYSTRUCTURE)"))[0]
assert b"daten.bin" in structure, structure
ok(imap.store("1", "+FLAGS", r"(\Deleted)"))
assert ok(imap.expunge()) == [b"1"]
ok(imap.close())
ok(imap.rename("Projekte", '"Projekte 2026"'))
assert any(b"Projekte 2026" in line for line in ok(imap.list()))
ok(imap.delete('"Projekte 2026"'))
imap.logout()
print("the day is over")

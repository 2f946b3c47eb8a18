"""A real mail server on this machine for the tests: Debian's python3-aiosmtpd.

smtpd.py FOLDER [--tls starttls|tls --cert FILE --key FILE] [--login USER:PASSWORD] [--slow SECONDS]
prints its port, keeps every mail it has taken on as FOLDER/NUMBER.eml, answers by the
first word of the recipient's address, and ends when its input is closed.
"""
import argparse, asyncio, os, random, ssl, sys
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

args = argparse.ArgumentParser()
args.add_argument("folder")
args.add_argument("--tls", default="none")
args.add_argument("--cert")
args.add_argument("--key")
args.add_argument("--login")
args.add_argument("--ascii", action="store_true")
args.add_argument("--slow", type=float, default=0)
args = args.parse_args()


class Handler:
    def __init__(self):
        self.taken, self.asked = 0, {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0]
        self.asked[address] = self.asked.get(address, 0) + 1
        if kind == "gone":
            return "550 5.1.1 no such mailbox"
        if kind == "relay":
            return "550 5.7.1 relaying denied"
        if kind == "later" and self.asked[address] < 3 or kind == "never":
            return "451 4.7.1 greylisted, try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        kind = envelope.rcpt_tos[0].split("@")[0]
        if kind == "spam":
            return "554 5.6.0 we do not like the text"
        await asyncio.sleep(random.random() * args.slow)
        self.taken += 1
        name = os.path.join(args.folder, f"{self.taken:04d}.eml")
        with open(name + ".part", "wb") as f:
            f.write(envelope.original_content)
        os.rename(name + ".part", name)
        if kind == "drop":
            server.transport.abort()
        await asyncio.sleep(random.random() * args.slow)
        return "250 OK"


def login(server, session, envelope, mechanism, data):
    ok = isinstance(data, LoginPassword) and f"{data.login.decode()}:{data.password.decode()}" == args.login
    return AuthResult(success=ok, handled=False)


async def main():
    context = None
    if args.tls != "none":
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(args.cert, args.key)
    loop, handler = asyncio.get_running_loop(), Handler()
    options = {"hostname": "localhost", "enable_SMTPUTF8": not args.ascii}
    if args.tls == "starttls":
        options.update(tls_context=context, require_starttls=True)
    if args.login:
        options.update(authenticator=login, auth_required=True, auth_require_tls=args.tls == "starttls")
    server = await loop.create_server(lambda: SMTP(handler, **options), "127.0.0.1", 0, ssl=context if args.tls == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)


asyncio.run(main())

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ImapFlow } from "imapflow";
import { freePort } from "./free-port";
import { until } from "./until";

const program = "/usr/sbin/dovecot";

/** A Dovecot on this machine with one mailbox, in a folder that goes with it. */
export interface ImapServer {
  url: string;
  /** Puts a mail into the mailbox, as a mail server does. */
  deliver(source: string): Promise<void>;
  count(): Promise<number>;
  stop(): Promise<void>;
}

const account = { user: "reponses", pass: "secret" };

/** Starts it. @throws what to install where there is none */
export async function startImapServer(): Promise<ImapServer> {
  if (!existsSync(program))
    throw new Error("No Dovecot: install dovecot-imapd (on Debian: apt-get install dovecot-imapd).");
  // Its sockets lie in it: their paths may have 108 bytes.
  const folder = await mkdtemp("/tmp/imap-");
  await chmod(folder, 0o755);
  await mkdir(join(folder, "mail"), { mode: 0o777 });
  await chmod(join(folder, "mail"), 0o777);
  const port = await freePort();
  const file = join(folder, "dovecot.conf");
  await writeFile(file, configuration(folder, port));
  const server = spawn(program, ["-F", "-c", file], { stdio: "ignore" });
  const killWithUs = () => server.kill("SIGKILL");
  process.once("exit", killWithUs);
  await until(() => answers(port));
  return {
    url: `imap://${account.user}:${account.pass}@127.0.0.1:${port}/INBOX`,
    deliver: (source) => inMailbox(port, async (client) => void (await client.append("INBOX", source))),
    async count() {
      let messages = 0;
      await inMailbox(port, async (client) => {
        const status = await client.status("INBOX", { messages: true });
        messages = status ? (status.messages ?? 0) : 0;
      });
      return messages;
    },
    async stop() {
      process.off("exit", killWithUs);
      const ended = new Promise((resolve) => server.once("close", resolve));
      server.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1").once("error", reject);
    socket.once("data", () => {
      socket.destroy();
      resolve();
    });
  });
}

async function inMailbox(port: number, work: (client: ImapFlow) => Promise<void>): Promise<void> {
  const client = new ImapFlow({ host: "127.0.0.1", port, secure: false, auth: account, logger: false });
  await client.connect();
  await work(client);
  await client.logout();
}

/** As root, Dovecot gives mailboxes to a user who is not root. */
function configuration(folder: string, port: number): string {
  const { uid, gid, username } = userInfo();
  const owner = uid === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid };
  const own = uid === 0 ? "" : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`;
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
${own}service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
passdb {
  driver = static
  args = password=${account.pass}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
`;
}

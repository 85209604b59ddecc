// Uses the Virtual Observer stand-in's FTP server as basic-ftp uses FTP servers. Ends with 1 when a check fails.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { Client } from 'basic-ftp';

const [address] = process.argv.slice(2);
if (!address) {
  console.error('Say where the sandbox is: node run.mjs http://127.0.0.1:7070/');
  process.exit(2);
}

const doors = await (await fetch(new URL('/virtual-observer/control', address))).json();
const bytes = randomBytes(1_500_000);

async function guest(secure, work) {
  const client = new Client(20_000);
  try {
    await client.access({
      host: doors.ftpHost, port: secure === 'implicit' ? doors.ftpsPort : doors.ftpPort, user: doors.ftpUserName, password: doors.ftpPassword,
      secure, secureOptions: { ca: doors.certificatePem },
    });
    return await work(client);
  } finally {
    client.close();
  }
}

async function fetched(client, name) {
  const parts = [];
  await client.downloadTo(new Writable({ write: (part, _, done) => { parts.push(part); done(); } }), name);
  return Buffer.concat(parts);
}

const checks = {};
for (const [words, secure] of [['in the clear', false], ['under explicit TLS', true], ['under implicit TLS', 'implicit']]) {
  checks[`a file goes there and comes back ${words}`] = () => guest(secure, async (client) => {
    await client.ensureDir(`/from/${words}`);
    await client.uploadFrom(Readable.from(bytes), 'a b.bin');
    assert.equal(await client.size('a b.bin'), bytes.length);
    assert.ok(bytes.equals(await fetched(client, 'a b.bin')));
    await client.rename('a b.bin', 'c.bin');
    assert.deepEqual((await client.list()).map((file) => [file.name, file.size]), [['c.bin', bytes.length]]);
    await client.remove('c.bin');
    await client.cd('/');
    await client.removeDir(`/from/${words}`);
    assert.deepEqual((await client.list('/from')).map((file) => file.name), []);
  });
}
checks['what is appended comes after what is there'] = () => guest(false, async (client) => {
  await client.uploadFrom(Readable.from(bytes.subarray(0, 1000)), 'grown.bin');
  await client.appendFrom(Readable.from(bytes.subarray(1000, 5000)), 'grown.bin');
  assert.ok(bytes.subarray(0, 5000).equals(await fetched(client, 'grown.bin')));
});
checks['a wrong password is refused'] = async () => {
  const client = new Client(20_000);
  await assert.rejects(client.access({ host: doors.ftpHost, port: doors.ftpPort, user: doors.ftpUserName, password: 'wrong' }), { code: 530 });
  client.close();
};
checks['what is not there is not found'] = () => guest(true, (client) => assert.rejects(client.size('nothing.bin'), { code: 550 }));
checks['its features are told'] = () => guest(true, async (client) => assert.equal((await client.features()).get('REST'), 'STREAM'));

let failed = 0;
for (const [sentence, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${sentence}`);
  } catch (wrong) {
    failed++;
    console.log(`FAILED  ${sentence}\n        ${wrong.code ?? wrong.name}: ${wrong.message}`);
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

import jsforce from 'jsforce';

const redirectUri = 'http://127.0.0.1:9/callback';
const app = { clientId: 'liaison-sandbox-client', clientSecret: 'liaison-sandbox-secret', redirectUri };

/** Signs in as a person would, and gives back what the address bar then holds. */
async function allow(oauth2, username) {
  const answer = await fetch(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 'kept' }), {
    method: 'POST', redirect: 'manual', body: new URLSearchParams({ username, password: 'sandbox', allow: 'yes' }),
  });
  return new URL(answer.headers.get('location'));
}

async function control(world, path, body) {
  const answer = await fetch(`${world.address}/control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

export const checks = {
  'A person signs in with PKCE and the app gets tokens': async (world, assert) => {
    const oauth2 = new jsforce.OAuth2({ ...app, loginUrl: world.address, useVerifier: true });
    const back = await allow(oauth2, 'alice.archer@sandbox.example');
    assert.equal(back.searchParams.get('state'), 'kept');
    world.conn = new jsforce.Connection({ oauth2, version: '62.0' });
    // jsforce itself keeps the first refresh token for ever, so whoever rotates tokens must listen.
    world.conn.on('refresh', (_, answer) => { world.conn.refreshToken = answer.refresh_token ?? world.conn.refreshToken; });
    const who = await world.conn.authorize(back.searchParams.get('code'));
    assert.match(who.organizationId, /^00D\w{15}$/);
    assert.equal(world.conn.instanceUrl, world.address);
    assert.ok(world.conn.refreshToken);
  },
  'The identity is the person who signed in': async ({ conn }, assert) => {
    const who = await conn.identity();
    assert.equal(who.username, 'alice.archer@sandbox.example');
  },
  'An expired access token is refreshed once, and the refresh token that rotated is used next': async (world, assert) => {
    const { conn } = world;
    const seen = new Set([conn.refreshToken]);
    for (let round = 0; round < 2; round++) {
      await control(world, 'tokens/expire');
      const before = conn.accessToken;
      assert.equal((await conn.query('SELECT Id FROM User LIMIT 1')).records.length, 1);
      assert.notEqual(conn.accessToken, before);
      seen.add(conn.refreshToken);
    }
    assert.equal(seen.size, 3);
  },
  'All objects are described': async ({ conn }, assert) => {
    const { sobjects } = await conn.describeGlobal();
    assert.ok(sobjects.some((one) => one.name === 'Task' && one.keyPrefix === '00T'));
  },
  'A contact is described with its required field': async ({ conn }, assert) => {
    const { fields } = await conn.sobject('Contact').describe();
    assert.deepEqual(fields.filter((f) => f.createable && !f.nillable && !f.defaultedOnCreate).map((f) => f.name), ['LastName']);
  },
  'A record is made, read, changed and deleted': async ({ conn }, assert) => {
    const made = await conn.sobject('Contact').create({ LastName: 'Jasper', Phone: '0113 496 0999' });
    assert.equal(made.success, true);
    const read = await conn.sobject('Contact').retrieve(made.id);
    assert.equal(read.Name, 'Jasper');
    assert.equal((await conn.sobject('Contact').update({ Id: made.id, FirstName: 'Jo' })).success, true);
    assert.equal((await conn.sobject('Contact').retrieve(made.id)).Name, 'Jo Jasper');
    assert.equal((await conn.sobject('Contact').destroy(made.id)).success, true);
    await assert.rejects(conn.sobject('Contact').retrieve(made.id), { errorCode: 'ENTITY_IS_DELETED' });
  },
  'An upsert by external id creates once and then updates': async ({ conn }, assert) => {
    const upsert = (Subject) => conn.sobject('Task').upsert({ Liaison_Session_Id__c: 'ses_1', Subject }, 'Liaison_Session_Id__c');
    const [first, second] = [await upsert('Call'), await upsert('Called')];
    assert.deepEqual([first.created, second.created, second.id], [true, false, first.id]);
  },
  'A wrong value is refused with the field': async ({ conn }, assert) => {
    await assert.rejects(conn.sobject('Contact').create({ LastName: 'X', Email: 'nowhere' }), (wrong) => wrong.errorCode === 'INVALID_EMAIL_ADDRESS' || wrong.data?.errorCode === 'INVALID_EMAIL_ADDRESS');
  },
  'Queries with parents and children come back nested': async ({ conn }, assert) => {
    const { records } = await conn.query("SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName) FROM Account WHERE Name = 'Bluebonnet Freight'");
    assert.deepEqual(records[0].Contacts.records.map((c) => c.LastName), ['Duval', 'Park']);
    const cases = await conn.query('SELECT Subject, Contact.Account.Name FROM Case ORDER BY CaseNumber');
    assert.equal(cases.records[3].Contact, null);
    assert.equal(cases.records[0].Contact.Account.Name, 'Harbour Lights Hotel');
  },
  'The query builder of jsforce is understood': async ({ conn }, assert) => {
    const found = await conn.sobject('Contact').find({ LastName: { $like: "O'H%" }, CreatedDate: { $gte: jsforce.Date.YESTERDAY } }, 'Id, Name').sort('-Name').limit(5);
    assert.deepEqual(found.map((one) => one.Name), ["Liam O'Hara"]);
  },
  'Records by the hundred are saved, and read page by page': async (world, assert) => {
    const { conn } = world;
    const people = Array.from({ length: 250 }, (_, n) => ({ LastName: `Page ${n}`, Company: 'Many' }));
    const results = await conn.sobject('Lead').create(people, { allowRecursive: true });
    assert.equal(results.filter((one) => one.success).length, 250);
    await control(world, 'settings', { pageSize: 200 });
    const first = await conn.query("SELECT Id FROM Lead WHERE Company = 'Many'");
    assert.deepEqual([first.totalSize, first.done, first.records.length], [250, false, 200]);
    assert.equal((await conn.queryMore(first.nextRecordsUrl)).records.length, 50);
    const all = await conn.query("SELECT Id FROM Lead WHERE Company = 'Many'", { autoFetch: true, maxFetch: 1000 });
    assert.equal(all.records.length, 250);
  },
  'Some of several records fail without the others': async ({ conn }, assert) => {
    const [good, bad] = await conn.sobject('Contact').create([{ LastName: 'Fine' }, { FirstName: 'No last name' }]);
    assert.deepEqual([good.success, bad.success, bad.errors[0].statusCode], [true, false, 'REQUIRED_FIELD_MISSING']);
  },
  'Several records are read and deleted at once': async ({ conn }, assert) => {
    const { records } = await conn.query("SELECT Id FROM Lead WHERE Company = 'Many' LIMIT 3");
    const ids = records.map((one) => one.Id);
    assert.equal((await conn.sobject('Lead').retrieve(ids)).length, 3);
    assert.ok((await conn.sobject('Lead').destroy(ids)).every((one) => one.success));
  },
  'A phone number is found however it was written': async ({ conn }, assert) => {
    const { searchRecords } = await conn.search('FIND {"5127576000"} IN PHONE FIELDS RETURNING Contact(Id, Name), Lead(Id), Account(Id, Name)');
    assert.deepEqual(searchRecords.map((one) => one.Name).sort(), ['Anne-Marie Duval', 'Bluebonnet Freight', 'Jo Park']);
  },
  'A composite uses earlier answers in later requests': async ({ conn }, assert) => {
    const { compositeResponse } = await conn.request({
      method: 'POST', url: '/composite', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        allOrNone: true,
        compositeRequest: [
          { method: 'POST', url: '/services/data/v62.0/sobjects/Case', referenceId: 'theCase', body: { Subject: 'Composite' } },
          { method: 'POST', url: '/services/data/v62.0/sobjects/Task', referenceId: 'theTask', body: { Subject: 'Call', WhatId: '@{theCase.id}' } },
        ],
      }),
    });
    assert.deepEqual(compositeResponse.map((one) => one.httpStatusCode), [201, 201]);
  },
  'A file is uploaded and read back': async ({ conn }, assert) => {
    const made = await conn.sobject('ContentVersion').create({ Title: 'note', PathOnClient: 'note.txt', VersionData: Buffer.from('Grüße').toString('base64') });
    const version = await conn.sobject('ContentVersion').retrieve(made.id);
    assert.match(version.ContentDocumentId, /^069/);
    const bytes = await conn.request(version.VersionData, { encoding: 'binary' });
    assert.ok(bytes);
  },
  'Limits are told': async ({ conn }, assert) => {
    assert.ok((await conn.limits()).DailyApiRequests.Remaining > 0);
    assert.ok(conn.limitInfo.apiUsage.used > 0);
  },
  'A client that takes the host for the whole address is served too': async (world, assert) => {
    const conn = new jsforce.Connection({ instanceUrl: world.origin, accessToken: world.conn.accessToken, version: '62.0' });
    assert.equal((await conn.query('SELECT COUNT() FROM Account')).totalSize, 4);
  },
  'The app signs in as itself': async (world, assert) => {
    const conn = new jsforce.Connection({ instanceUrl: world.address, oauth2: { ...app, loginUrl: world.address } });
    await conn.authorize({ grant_type: 'client_credentials' });
    assert.equal((await conn.identity()).username, 'integration@liaison.example');
  },
  'After signing out the session is dead': async (world, assert) => {
    const { conn } = world;
    const dead = new jsforce.Connection({ instanceUrl: conn.instanceUrl, accessToken: conn.accessToken, version: '62.0' });
    await conn.logout(true);
    await assert.rejects(dead.query('SELECT Id FROM Account'), { errorCode: 'INVALID_SESSION_ID' });
  },
};

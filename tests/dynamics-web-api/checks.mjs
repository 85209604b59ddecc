import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { DynamicsWebApi } from 'dynamics-web-api';

const app = { client_id: 'a3110000-5a4d-4b0c-9d11-0c0de0000311', client_secret: 'liaison~sandbox+secret=1' };
const redirect_uri = 'http://127.0.0.1:9/callback';

async function token(address, body) {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams({ ...app, ...body }) });
  return { status: answer.status, ...(await answer.json()) };
}

async function control(world, path, body) {
  const answer = await fetch(`${world.address}/control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

const client = (world, more) => new DynamicsWebApi({ serverUrl: world.address, dataApi: { version: '9.2' }, onTokenRefresh: async () => world.token, ...more });

export const checks = {
  'Whoever comes without a token is told where to sign in': async (world, assert) => {
    const answer = await fetch(`${world.address}/api/data/v9.2/`);
    assert.equal(answer.status, 401);
    const [, uri] = /^Bearer authorization_uri=([^,]+), resource_id=(.+)$/.exec(answer.headers.get('www-authenticate'));
    world.authority = uri.replace(/\/oauth2\/authorize$/, '');
  },
  'A person signs in with PKCE, in the newer shape': async (world, assert) => {
    const code_verifier = randomBytes(40).toString('base64url');
    const query = new URLSearchParams({
      client_id: app.client_id, response_type: 'code', redirect_uri, scope: `${world.address}/user_impersonation offline_access openid`, state: 'kept',
      code_challenge: createHash('sha256').update(code_verifier).digest('base64url'), code_challenge_method: 'S256',
    });
    const back = await fetch(`${world.authority}/oauth2/v2.0/authorize?${query}`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ username: 'alice.archer@sandbox.example', password: 'sandbox', allow: 'yes' }),
    });
    const given = new URL(back.headers.get('location')).searchParams;
    assert.equal(given.get('state'), 'kept');
    const reply = await token(`${world.authority}/oauth2/v2.0/token`, { grant_type: 'authorization_code', code: given.get('code'), redirect_uri, code_verifier });
    assert.deepEqual([reply.status, reply.token_type, typeof reply.expires_in], [200, 'Bearer', 'number']);
    assert.ok(reply.refresh_token && reply.id_token);
    const next = await token(`${world.authority}/oauth2/v2.0/token`, { grant_type: 'refresh_token', refresh_token: reply.refresh_token, scope: `${world.address}/.default` });
    assert.ok(next.access_token !== reply.access_token && next.refresh_token !== reply.refresh_token);
    world.token = next.access_token;
    world.api = client(world);
  },
  'The app signs in as itself, in the older shape, and gets no refresh token': async (world, assert) => {
    const reply = await token(`${world.authority}/oauth2/token`, { grant_type: 'client_credentials', resource: world.address });
    assert.deepEqual([reply.status, typeof reply.expires_in, reply.refresh_token], [200, 'string', undefined]);
    const who = await client({ ...world, token: reply.access_token }).callFunction('WhoAmI');
    assert.match(who.UserId, /^[0-9a-f-]{36}$/);
  },
  'A wrong client key is told with its number': async (world, assert) => {
    const reply = await token(`${world.authority}/oauth2/v2.0/token`, { grant_type: 'client_credentials', scope: `${world.address}/.default`, client_secret: 'wrong' });
    assert.deepEqual([reply.status, reply.error, reply.error_codes], [401, 'invalid_client', [7000215]]);
  },
  'A function without parameters is called': async ({ api }, assert) => {
    assert.match((await api.callFunction({ name: 'RetrieveVersion' })).Version, /^9\.2\./);
  },
  'Contacts are read with lookups and labels': async ({ api }, assert) => {
    const { value } = await api.retrieveMultiple({
      collection: 'contacts', select: ['fullname', '_parentcustomerid_value', 'statecode'], filter: "contains(telephone1,'757')", orderBy: ['lastname asc', 'contactid'], includeAnnotations: '*',
    });
    assert.deepEqual(value.map((one) => one.fullname), ['Anne-Marie Duval', 'Jo Park']);
    assert.equal(value[0]._parentcustomerid_value_LogicalName, 'account');
    assert.equal(value[0]._parentcustomerid_value_Formatted, 'Bluebonnet Freight');
    assert.equal(value[0]['statecode_Formatted'], 'Active');
  },
  'A parent, its children and a path through a lookup': async ({ api }, assert) => {
    const { value } = await api.retrieveMultiple({
      collection: 'accounts', select: ['name'], filter: "contact_customer_accounts/any(c:c/lastname eq 'Park')",
      expand: [{ property: 'contact_customer_accounts', select: ['fullname'], orderBy: ['fullname'] }],
    });
    assert.deepEqual(value[0].contact_customer_accounts.map((one) => one.fullname), ['Anne-Marie Duval', 'Jo Park']);
    const found = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], filter: "parentcustomerid_account/name eq 'bluebonnet freight'", count: true });
    assert.equal(found.oDataCount, 2);
  },
  'A record is made with an id of our own, read, changed and deleted': async ({ api }, assert) => {
    const contactid = randomUUID();
    const made = await api.create({ collection: 'contacts', data: { contactid, firstname: 'Jo', lastname: 'Dyna' } });
    assert.equal(made, contactid);
    assert.equal((await api.retrieve({ collection: 'contacts', key: contactid, select: ['fullname'] })).fullname, 'Jo Dyna');
    const changed = await api.update({ collection: 'contacts', key: contactid, data: { lastname: 'Mica' }, returnRepresentation: true, select: ['fullname'] });
    assert.equal(changed.fullname, 'Jo Mica');
    await assert.rejects(api.create({ collection: 'contacts', data: { contactid, lastname: 'Again' } }), { status: 412, code: '0x80040237' });
    await api.deleteRecord({ collection: 'contacts', key: contactid });
    await assert.rejects(api.retrieve({ collection: 'contacts', key: contactid }), { status: 404, code: '0x80040217' });
  },
  'An upsert makes once, and a condition keeps it from making or changing': async ({ api }, assert) => {
    const key = randomUUID();
    const data = { lastname: 'Upserted' };
    await assert.rejects(api.update({ collection: 'contacts', key, data }), { status: 404 });
    assert.equal((await api.upsert({ collection: 'contacts', key, data, ifnonematch: '*', returnRepresentation: true })).contactid, key);
    assert.equal(await api.upsert({ collection: 'contacts', key, data: { lastname: 'No' }, ifnonematch: '*' }), null);
    assert.equal((await api.retrieve({ collection: 'contacts', key, select: ['lastname'] })).lastname, 'Upserted');
  },
  'An old version of a record is not overwritten': async ({ api }, assert) => {
    const { value: [one] } = await api.retrieveMultiple({ collection: 'contacts', select: ['lastname'], top: 1 });
    await api.update({ collection: 'contacts', key: one.contactid, data: { nickname: 'New' } });
    assert.equal(await api.update({ collection: 'contacts', key: one.contactid, data: { nickname: 'Newer' }, ifmatch: one['@odata.etag'] }), false);
  },
  'Many records are read page by page': async ({ api }, assert) => {
    const first = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], orderBy: ['contactid'], maxPageSize: 4 });
    assert.equal(first.value.length, 4);
    const second = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], maxPageSize: 4 }, first.oDataNextLink);
    assert.equal(new Set([...first.value, ...second.value].map((one) => one.contactid)).size, first.value.length + second.value.length);
    const all = await api.retrieveAll({ collection: 'contacts', select: ['fullname'], maxPageSize: 2 });
    assert.equal(all.value.length, await api.count({ collection: 'contacts' }));
  },
  'FetchXML answers with linked columns, page by page': async ({ api }, assert) => {
    const fetchXml = `<fetch count="1"><entity name="contact"><attribute name="fullname"/><order attribute="fullname"/>
      <filter><condition attribute="telephone1" operator="like" value="%757%"/></filter>
      <link-entity name="account" from="accountid" to="parentcustomerid" alias="firm"><attribute name="name"/></link-entity></entity></fetch>`;
    const first = await api.fetch({ collection: 'contacts', fetchXml, includeAnnotations: '*' });
    assert.deepEqual([first.value[0].fullname, first.value[0]['firm.name']], ['Anne-Marie Duval', 'Bluebonnet Freight']);
    const second = await api.fetch({ collection: 'contacts', fetchXml, includeAnnotations: '*', pageNumber: first.PagingInfo.nextPage, pagingCookie: first.PagingInfo.cookie });
    assert.deepEqual(second.value.map((one) => one.fullname), ['Jo Park']);
    assert.equal((await api.fetchAll({ collection: 'contacts', fetchXml, includeAnnotations: '*' })).value.length, 2);
  },
  'A phone call is made with its parties, and closed afterwards': async ({ api }, assert) => {
    const { value: [contact] } = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], filter: "lastname eq 'Marsh'" });
    const { value: [user] } = await api.retrieveMultiple({ collection: 'systemusers', select: ['fullname'], filter: "internalemailaddress eq 'bob.baker@example.com'" });
    const id = await api.create({
      collection: 'phonecalls',
      data: {
        subject: 'Call', directioncode: false, phonenumber: '+447700900123', 'regardingobjectid_contact_phonecall@odata.bind': `/contacts(${contact.contactid})`, 'ownerid@odata.bind': `/systemusers(${user.ownerid})`,
        phonecall_activity_parties: [
          { participationtypemask: 1, 'partyid_contact@odata.bind': `/contacts(${contact.contactid})` },
          { participationtypemask: 2, 'partyid_systemuser@odata.bind': `/systemusers(${user.ownerid})` },
        ],
      },
    });
    await api.update({ collection: 'phonecalls', key: id, data: { statecode: 1, statuscode: 4 } });
    const read = await api.retrieve({ collection: 'phonecalls', key: id, select: ['statecode', '_ownerid_value'], expand: [{ property: 'phonecall_activity_parties', select: ['participationtypemask', '_partyid_value'] }] });
    assert.deepEqual([read.statecode, read._ownerid_value], [1, user.ownerid]);
    assert.deepEqual(read.phonecall_activity_parties.map((one) => one.participationtypemask).sort(), [1, 2, 8, 9]);
  },
  'A wrong navigation name is refused with the name': async ({ api }, assert) => {
    await assert.rejects(api.create({ collection: 'annotations', data: { subject: 'x', 'objectid_@odata.bind': '/contacts(00000000-0000-0000-0000-000000000001)' } }), (wrong) => wrong.status === 400 && wrong.message.includes("undeclared property 'objectid_'"));
  },
  'Text that is too long is refused with the length': async ({ api }, assert) => {
    await assert.rejects(api.create({ collection: 'tasks', data: { subject: 'x'.repeat(201) } }), (wrong) => wrong.code === '0x80044331' && wrong.message.includes("'200'"));
  },
  'A duplicate is found only when it is looked for': async ({ api }, assert) => {
    const data = { lastname: 'Twin', emailaddress1: 'hannah.marsh@example.com' };
    await assert.rejects(api.create({ collection: 'contacts', data, duplicateDetection: true }), { code: '0x80040333' });
    assert.ok(await api.create({ collection: 'contacts', data }));
  },
  'A change set makes a case and its call together, or neither': async ({ api }, assert) => {
    const { value: [contact] } = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], filter: "lastname eq 'Park'" });
    const write = async (customer) => {
      api.startBatch();
      api.create({ collection: 'incidents', data: { title: 'Batched', ...customer }, contentId: '1' });
      api.create({ collection: 'phonecalls', data: { subject: 'Batched', 'regardingobjectid_incident_phonecall@odata.bind': '$1' }, contentId: '2' });
      return api.executeBatch();
    };
    const made = await write({ 'customerid_contact@odata.bind': `/contacts(${contact.contactid})` });
    assert.equal(made.length, 2);
    assert.match(made[0], /^[0-9a-f-]{36}$/);
    await assert.rejects(write({}));
    const { value } = await api.retrieveMultiple({ collection: 'phonecalls', select: ['subject'], filter: "subject eq 'Batched'" });
    assert.equal(value.length, 1);
  },
  'Reads in a batch answer in their order, and errors between them when asked to go on': async ({ api }, assert) => {
    api.startBatch();
    api.retrieveMultiple({ collection: 'accounts', select: ['name'], top: 1 });
    api.retrieve({ collection: 'contacts', key: '00000000-0000-0000-0000-000000000009' });
    api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], top: 2 });
    const [accounts, wrong, contacts] = await api.executeBatch({ continueOnError: true });
    assert.deepEqual([accounts.value.length, contacts.value.length], [1, 2]);
    assert.equal(wrong.status, 404);
  },
  'A file comes in blocks and goes out whole': async ({ api }, assert) => {
    const annotationid = await api.create({ collection: 'annotations', data: { subject: 'Recording' } });
    const Target = { '@odata.type': 'Microsoft.Dynamics.CRM.annotation', annotationid, filename: 'call.wav', mimetype: 'audio/wav' };
    const { FileContinuationToken } = await api.callAction({ actionName: 'InitializeAnnotationBlocksUpload', action: { Target } });
    const blocks = [Buffer.alloc(1000, 1), Buffer.alloc(500, 2)];
    const BlockList = blocks.map((_, n) => Buffer.from(`block-${n}`).toString('base64'));
    for (const [n, data] of blocks.entries()) await api.callAction({ actionName: 'UploadBlock', action: { BlockId: BlockList[n], BlockData: data.toString('base64'), FileContinuationToken } });
    const done = await api.callAction({ actionName: 'CommitAnnotationBlocksUpload', action: { Target, BlockList, FileContinuationToken } });
    assert.equal(done.FileSizeInBytes, 1500);
    const read = await api.retrieve({ collection: 'annotations', key: annotationid, select: ['documentbody', 'filesize'] });
    assert.equal(Buffer.from(read.documentbody, 'base64').length, 1500);
  },
  'A file that is too big is refused': async ({ api }, assert) => {
    await assert.rejects(api.create({ collection: 'annotations', data: { subject: 'Big', filename: 'a.bin', documentbody: 'A'.repeat(5_242_884) } }), { code: '0x80044a02' });
  },
  'Tables and columns are described': async ({ api }, assert) => {
    const contact = await api.retrieveEntity({ key: "LogicalName='contact'", select: ['EntitySetName', 'PrimaryNameAttribute', 'ObjectTypeCode'] });
    assert.deepEqual([contact.EntitySetName, contact.PrimaryNameAttribute, contact.ObjectTypeCode], ['contacts', 'fullname', 2]);
    const texts = await api.retrieveAttributes({ entityKey: "LogicalName='phonecall'", castType: 'Microsoft.Dynamics.CRM.StringAttributeMetadata', select: ['LogicalName', 'MaxLength'] });
    assert.equal(texts.value.find((one) => one.LogicalName === 'subject').MaxLength, 200);
    const choices = await api.retrieveAttributes({ entityKey: "LogicalName='incident'", castType: 'Microsoft.Dynamics.CRM.PicklistAttributeMetadata', select: ['LogicalName'], expand: [{ property: 'OptionSet' }] });
    assert.ok(choices.value.find((one) => one.LogicalName === 'caseorigincode').OptionSet.Options.some((one) => one.Label.UserLocalizedLabel.Label === 'Phone'));
    assert.match(await api.retrieveCsdlMetadata(), /<edmx:Edmx /);
  },
  'Logical names are enough where the client looks the sets up': async (world, assert) => {
    const api = client(world, { useEntityNames: true });
    assert.ok((await api.retrieveMultiple({ collection: 'incident', select: ['ticketnumber'], top: 1 })).value[0].ticketnumber.startsWith('CAS-'));
  },
  'Records are linked and unlinked by reference': async ({ api }, assert) => {
    const { value: [one] } = await api.retrieveMultiple({ collection: 'contacts', select: ['fullname'], filter: "lastname eq 'Loner'" });
    const { value: [firm] } = await api.retrieveMultiple({ collection: 'accounts', select: ['name'], top: 1 });
    await api.associate({ collection: 'accounts', primaryKey: firm.accountid, relationshipName: 'contact_customer_accounts', relatedCollection: 'contacts', relatedKey: one.contactid });
    const after = async () => (await api.retrieve({ collection: 'contacts', key: one.contactid, select: ['_parentcustomerid_value'] }))._parentcustomerid_value;
    assert.equal(await after(), firm.accountid);
    await api.disassociate({ collection: 'accounts', primaryKey: firm.accountid, relationshipName: 'contact_customer_accounts', relatedKey: one.contactid });
    assert.equal(await after(), null);
  },
  'A busy server says how long to wait': async (world, assert) => {
    await control(world, '../faults', { kind: 'throttle', count: 1, retryAfterSeconds: 7 });
    await assert.rejects(world.api.retrieveMultiple({ collection: 'contacts', top: 1 }), (wrong) => wrong.status === 429 && wrong.code === '0x80072322' && wrong.headers['retry-after'] === '7');
  },
  'A person who acts for another is written down as the other': async ({ api }, assert) => {
    const { value: [bob] } = await api.retrieveMultiple({ collection: 'systemusers', select: ['azureactivedirectoryobjectid'], filter: "fullname eq 'Bob Baker'" });
    const made = await api.create({ collection: 'tasks', data: { subject: 'For Bob' }, impersonateAAD: bob.azureactivedirectoryobjectid, returnRepresentation: true });
    assert.equal(made._createdby_value, bob.systemuserid);
  },
  'A dead token is refused with the challenge': async (world, assert) => {
    await control(world, 'tokens/expire');
    await assert.rejects(world.api.retrieveMultiple({ collection: 'contacts', top: 1 }), (wrong) => wrong.status === 401 && wrong.headers['www-authenticate'].startsWith('Bearer authorization_uri='));
  },
};

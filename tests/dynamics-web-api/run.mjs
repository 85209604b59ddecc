// Uses the Dynamics 365 stand-in as dynamics-web-api uses Dataverse. Ends with 1 when a check fails.
import assert from 'node:assert/strict';
import { checks } from './checks.mjs';

const [address] = process.argv.slice(2);
if (!address) {
  console.error('Say where the stand-in is: node run.mjs http://127.0.0.1:7070/dynamics');
  process.exit(2);
}

const world = { address };
let failed = 0;
for (const [sentence, check] of Object.entries(checks)) {
  try {
    await check(world, assert);
    console.log(`ok      ${sentence}`);
  } catch (wrong) {
    failed++;
    console.log(`FAILED  ${sentence}\n        ${wrong.status ?? ''} ${wrong.code ?? wrong.name}: ${wrong.message}\n        ${(wrong.stack ?? '').split('\n').filter((line) => line.includes('checks.mjs'))[0] ?? ''}`);
  }
}
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

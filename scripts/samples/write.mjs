// Writes samples/: the story, cut by vault and day into the shapes that a folder of exports holds.
//
//   node scripts/samples/write.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shapes } from './shapes.mjs';
import { story } from './story.mjs';

const samples = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'samples');

/** Records of a vault from one day up to, but without, another; days are `MM-DD`. */
const slice = (vault, from, to) =>
  story.filter(
    ({ Resource, TimeGenerated }) =>
      Resource === `KV-TERN-${vault}` && TimeGenerated >= `2026-${from}` && TimeGenerated < `2026-${to}`,
  );

const blob = (vault, date) =>
  `storage/insights-logs-auditevent/resourceId=/SUBSCRIPTIONS/2C8E5B17-94D3-4F60-A7B2-60C1D9E8F35A/RESOURCEGROUPS/RG-TERN/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-TERN-${vault}/y=2026/m=${date.slice(0, 2)}/d=${date.slice(3)}/h=00/m=00`;

const web = slice('WEB', '03-15', '05-01');
const pay = slice('PAY', '04-14', '05-01');

const files = {
  'portal/query_data.csv': shapes.portalCsv(slice('PROD', '03-15', '05-01')),
  'portal/query_data (1).csv': shapes.portalCsv(
    slice('DEV', '04-14', '05-01'),
    'Eastern Time (US and Canada)',
    -4,
  ),
  'portal/converted.json': shapes.portalJson(slice('DEV', '04-11', '04-14')),
  'azure-cli/dev-march.json': shapes.azCli(slice('DEV', '03-15', '03-26')),
  'powershell/dev.csv': shapes.powershellCsv(slice('DEV', '03-26', '04-03')),
  'powershell/dev.json': shapes.powershellJson(slice('DEV', '04-03', '04-08')),
  'rows/dev.jsonl': shapes.rowLines(slice('DEV', '04-08', '04-11')),
  'kusto/web-v1.json': shapes.kustoV1(slice('WEB', '03-15', '03-22')),
  'kusto/web-v2.json': shapes.kustoV2(slice('WEB', '03-22', '03-29')),
  'query-api/web.json': shapes.tables(slice('WEB', '03-29', '04-12')),
  'logic-app/web.json': shapes.value(slice('WEB', '04-12', '04-14')),
  'rows/web.json': shapes.rowArray(slice('WEB', '04-14', '04-15')),
  'rows/web.csv': shapes.plainCsv(slice('WEB', '04-15', '05-01').slice(0, -1)),
  'rows/web-last.json': shapes.rowObject(web.slice(-1)),
  [`${blob('PAY', '03-15')}/PT1H.json`]: shapes.auditLines(slice('PAY', '03-15', '04-01')),
  [`${blob('PAY', '04-01')}/PT1H.json.gz`]: shapes.gzip(shapes.auditLines(slice('PAY', '04-01', '04-08'))),
  'event-hub/pay-body.json': shapes.auditRecords(slice('PAY', '04-08', '04-11')),
  'event-hub/pay-messages.json': shapes.auditMessages(slice('PAY', '04-11', '04-14')),
  'events/pay.json': shapes.auditArray(pay.slice(0, -1)),
  'events/pay-last.json': shapes.auditObject(pay.slice(-1)),
  'data-export/am-AZKVAuditLogs/PT05M.json': shapes.dataExport(slice('CREW', '03-15', '04-05')),
  'data-export/hub.json': shapes.dataExportHub(slice('CREW', '04-05', '05-01')),
};

/** Writes every sample below a folder. */
export function writeSamples(folder) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSamples(samples);

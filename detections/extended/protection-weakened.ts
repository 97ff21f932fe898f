import {
  asciiLower,
  configurable,
  detection,
  dynamic,
  type Expression,
  iff,
  isnotempty,
  isnotnull,
  isnull,
  nullOf,
  op,
  strcat,
  todouble,
  tolong,
  tostring,
} from '../../src/index.js';
import { vaultEvents } from '../normal-view/changes.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { extendedSource, findingEntities, findingOfOne } from './counted.js';
import { actorOfStep, byWhom } from './steps.js';

type Text = Expression<'string'>;

const settings = [
  'publicNetworkAccess',
  'bypass',
  'purgeProtection',
  'softDelete',
  'retentionDays',
  'enabledForDeployment',
  'enabledForDiskEncryption',
  'enabledForTemplateDeployment',
] as const;

/** Steps of settings of which there are few values; a shorter retention and a wider bypass are weaker too. */
const weakerSteps = [
  'publicNetworkAccess disabled enabled',
  'publicNetworkAccess securedbyperimeter enabled',
  'purgeProtection true false',
  'softDelete true false',
  'enabledForDeployment false true',
  'enabledForDiskEncryption false true',
  'enabledForTemplateDeployment false true',
  'defaultAction deny allow',
  'defaultAction deny absent',
];

const isWeaker = (row: { readonly Setting: Text; readonly OldValue: Text; readonly NewValue: Text }) =>
  anyOf(
    op(strcat(row.Setting, ' ', row.OldValue, ' ', row.NewValue), 'in', weakerSteps),
    allOf(op(row.Setting, '==', 'bypass'), op(row.OldValue, '==', 'none'), op(row.NewValue, '!=', 'none')),
    allOf(op(row.Setting, '==', 'retentionDays'), op(todouble(row.NewValue), '<', todouble(row.OldValue))),
  );

/** A number as text, a whole one without a fraction. */
const numberText = (number: Expression<'real'>): Text =>
  iff(op(number, '==', tolong(number)), tostring(tolong(number)), tostring(number));

/** What records show of a vault, and when it was last deleted. */
const shown = vaultEvents
  .where((row) => anyOf(row.TellsSettings, op(row.OperationName, '==', 'VaultDelete')))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { DeletedTime: nullOf('datetime') },
    next: (row, before) => ({
      DeletedTime: iff(op(row.OperationName, '==', 'VaultDelete'), row.TimeGenerated, before.DeletedTime),
    }),
  });

/** Each setting that a record makes known, with what was known of it before. */
const known = (wanted: readonly string[]) =>
  shown
    .extend(() => ({ Setting: dynamic([...wanted]) }))
    .mvExpand('Setting', 'string')
    .extend((row) => {
      const isSetting = (name: string) => op(row.Setting, '==', name);
      return {
        NewValue: iff(
          row.TellsSettings,
          firstOf(
            [
              [isSetting('publicNetworkAccess'), asciiLower(row.PublicNetworkAccess)],
              [isSetting('bypass'), row.Bypass],
              [isSetting('purgeProtection'), tostring(row.PurgeProtection)],
              [isSetting('softDelete'), tostring(row.SoftDelete)],
              [isSetting('retentionDays'), numberText(row.RetentionDays)],
              [isSetting('enabledForDeployment'), tostring(row.EnabledForDeployment)],
              [isSetting('enabledForDiskEncryption'), tostring(row.EnabledForDiskEncryption)],
              [isSetting('enabledForTemplateDeployment'), tostring(row.EnabledForTemplateDeployment)],
              [op(row.Firewall, '==', 'closed'), 'deny'],
              [op(row.Firewall, '==', 'open'), firstOf([[isnotempty(row.DefaultAction), 'allow']], 'absent')],
            ],
            '',
          ),
          '',
        ),
      };
    })
    // A deletion ends what is known of the firewall, and of nothing else.
    .where((row) =>
      anyOf(
        isnotempty(row.NewValue),
        allOf(op(row.Setting, '==', 'defaultAction'), op(row.OperationName, '==', 'VaultDelete')),
      ),
    )
    .scanRows({
      by: ['VaultKey', 'Setting'],
      order: canonicalOrder,
      declare: { OldValue: '', PreviousSeenTime: nullOf('datetime') },
      next: (_, before) => ({ OldValue: before.NewValue, PreviousSeenTime: before.TimeGenerated }),
    });

export default configurable(
  {
    settings: {
      type: 'strings',
      default: settings,
      oneOf: [...settings, 'defaultAction'],
      description: 'settings that are looked at; defaultAction is left to hardened/firewall-allow-all',
    },
  },
  (values) =>
    detection({
      id: 'extended/protection-weakened',
      title: 'Protection of a Key Vault weakened',
      description:
        'Identifies each step by which a vault lost protection: public access opened, trusted services let through, deletions made final sooner, deployments let in.',
      severity: 'medium',
      tactics: ['DefenseEvasion', 'Impact'],
      techniques: ['T1562.007', 'T1490', 'T1562.001'],
      source: extendedSource,

      query: known(values.settings)
        .where(isWeaker)
        .extend(actorOfStep)
        .project((row) => ({
          ...findingOfOne(
            row,
            firstOf(
              [
                [op(row.Setting, '==', 'bypass'), 'Low'],
                [
                  op(row.Setting, 'in', [
                    'publicNetworkAccess',
                    'purgeProtection',
                    'softDelete',
                    'defaultAction',
                  ]),
                  'High',
                ],
              ],
              'Medium',
            ),
            firstOf(
              [
                [op(row.OperationName, '==', 'VaultGet'), 'inferred'],
                [op(row.NewValue, '==', 'absent'), 'inferred'],
                [
                  allOf(op(row.Setting, '==', 'purgeProtection'), isnull(row.PurgeProtectionSetting)),
                  'inferred',
                ],
              ],
              'observed',
            ),
          ),
          Setting: row.Setting,
          OldValue: row.OldValue,
          NewValue: row.NewValue,
          PreviousSeenTime: row.PreviousSeenTime,
          OperationName: row.OperationName,
          VaultDeletedBetween: allOf(
            isnotnull(row.DeletedTime),
            op(row.DeletedTime, '>=', row.PreviousSeenTime),
          ),
        })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Setting} of ${row.VaultName} went from ${row.OldValue} to ${row.NewValue} ${byWhom(row)}${
          row.VaultDeletedBetween === true ? '; the vault was deleted in between' : ''
        }`,
      notes: [
        'Purge protection, soft delete and retention cannot fall on a living vault: look at VaultDeletedBetween, else at where the export comes from.',
        'Purge protection counts as off when a change shows settings and leaves it out.',
        'T1562.007 is for public access and bypass, T1490 for purge protection, soft delete and retention, T1562.001 for the rest.',
      ],
      falsePositives: ['Deployments of virtual machines or templates that need the flags.'],
    }),
);

import { dbOf } from '../server/db/tables.ts'
import { complianceReport, frameworks, type ComplianceLine as Line } from '../server/governance/compliance-report.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'

const descriptions = {
  GDPR: 'The General Data Protection Regulation of the European Union.',
  HIPAA: 'The security rule of the Health Insurance Portability and Accountability Act of the United States.',
  SOC2: 'The trust services criteria of SOC 2.',
} as const

const Framework = builder.enumType('ComplianceFramework', {
  description: 'Under whose headings a report stands.',
  values: Object.fromEntries(frameworks.map(name => [name, { description: descriptions[name] }])) as Record<
    (typeof frameworks)[number],
    { description: string }
  >,
})

const Status = builder.enumType('ComplianceStatus', {
  description: 'What a check found.',
  values: {
    PASS: { description: 'It is as it should be.' },
    ATTENTION: { description: 'Somebody should look at it.' },
    NOT_CHECKED: { description: 'The server cannot know.' },
  } as const,
})

const ComplianceLine = builder.objectRef<Line>('ComplianceLine').implement({
  description: 'A fact of this installation, looked up when the report was made.',
  fields: t => ({
    key: t.exposeString('key', { description: 'Which check, stable.' }),
    heading: t.exposeString('heading', { description: 'Where in the framework it belongs.' }),
    checked: t.exposeString('checked', { description: 'What was looked at.' }),
    found: t.exposeString('found', { description: 'What was found.' }),
    status: t.expose('status', { type: Status, description: 'What that means.' }),
  }),
})

builder.queryField('complianceReport', t =>
  t.field({
    type: [ComplianceLine],
    description: 'What can be said of this installation under the headings of a framework. It is no certificate.',
    authScopes: { scopes: ['audit:read'] },
    args: { framework: t.arg({ type: Framework, required: true, description: 'Whose headings.' }) },
    resolve: (_root, { framework }, context) =>
      complianceReport(dbOf(context.em), memberOf(context), framework, { config: context.config, now: context.now }),
  }),
)
